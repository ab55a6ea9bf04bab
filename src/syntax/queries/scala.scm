; Counts and imports alone: names are not told apart in this language.
[(if_expression) (case_clause)] @branch
[(try_expression) (catch_clause)] @exception
(import_declaration) @import @import.source
