; Counts and imports alone: names are not told apart in this language.
[(if_statement) (ternary_expression)] @branch
[(for_statement) (while_statement) (do_while_statement)] @loop
[(try_statement) (catch_clause)] @exception
(import_directive) @import
