; Counts and imports alone: names are not told apart in this language.
[(do_block (stab_clause) @branch)]
[(rescue_block) (catch_block)] @exception
