; Counts and imports alone: names are not told apart in this language.
[(if_statement) (if_expression) (switch_case)] @branch
[(for_statement) (while_statement) (for_expression) (while_expression)] @loop
[(try_expression) (catch_expression)] @exception
(await_expression) @async
