; Counts and imports alone: names are not told apart in this language.
[(if_statement) (switch_entry)] @branch
[(for_statement) (while_statement) (repeat_while_statement)] @loop
[(try_expression) (catch_block)] @exception
[(await_expression)] @async
(import_declaration) @import
(import_declaration (identifier) @import.path)
