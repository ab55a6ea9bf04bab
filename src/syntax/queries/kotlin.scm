; Counts and imports alone: names are not told apart in this language.
[(if_expression) (when_entry)] @branch
[(for_statement) (while_statement) (do_while_statement)] @loop
[(try_expression) (catch_block)] @exception
((function_modifier) @async (#eq? @async "suspend"))
(import_header) @import
(import_header (identifier) @import.path)
