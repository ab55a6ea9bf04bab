; Counts and imports alone: names are not told apart in this language.
[(if_statement) (elseif_clause) (switch_clause)] @branch
[(foreach_statement) (for_statement) (while_statement)] @loop
[(try_statement) (catch_clause)] @exception
