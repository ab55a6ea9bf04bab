; Counts and imports alone: names are not told apart in this language.
[(if_statement) (elseif_clause)] @branch
[(for_generic_statement) (for_numeric_statement) (while_statement)] @loop
