; Counts and imports alone: names are not told apart in this language.
[(if_statement) (switch_statement_case) (conditional_expression)] @branch
[(for_statement) (while_statement) (do_statement)] @loop
[(try_statement) (catch_clause) (throw_expression)] @exception
(await_expression) @async
(import_or_export) @import
