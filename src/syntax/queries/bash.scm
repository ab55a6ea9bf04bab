; Counts and imports alone: names are not told apart in this language.
[(if_statement) (elif_clause) (case_item)] @branch
[(for_statement) (c_style_for_statement) (while_statement)] @loop
