; Shared by C and C++.
[(if_statement) (conditional_expression) (case_statement) (preproc_if) (preproc_ifdef)] @branch
[(for_statement) (while_statement) (do_statement)] @loop
(goto_statement) @exception

(function_declarator declarator: (identifier) @definition)
(init_declarator declarator: (identifier) @definition)
(declaration declarator: (identifier) @definition)
(parameter_declaration declarator: (identifier) @definition)
(pointer_declarator declarator: [(identifier) (type_identifier)] @definition)
(pointer_declarator (identifier) @definition)
(array_declarator declarator: [(identifier) (type_identifier)] @definition)
(struct_specifier name: (type_identifier) @definition body: (_))
(union_specifier name: (type_identifier) @definition body: (_))
(enum_specifier name: (type_identifier) @definition body: (_))
(enumerator name: (identifier) @definition)
(type_definition declarator: (type_identifier) @definition)
(preproc_def name: (identifier) @definition)
(preproc_function_def name: (identifier) @definition)
(preproc_params (identifier) @definition)

(preproc_include) @import
(preproc_include path: (string_literal (string_content) @import.source))
(preproc_include path: (system_lib_string) @import.source)

(identifier) @reference
(type_identifier) @reference
