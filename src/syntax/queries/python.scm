[(if_statement) (elif_clause) (conditional_expression) (case_clause)] @branch
[(for_statement) (while_statement) (for_in_clause)] @loop
[(try_statement) (except_clause) (raise_statement)] @exception
[(await) "async" (yield)] @async

(function_definition name: (identifier) @definition)
(class_definition name: (identifier) @definition)
(parameters (identifier) @definition)
(lambda_parameters (identifier) @definition)
(default_parameter name: (identifier) @definition)
(typed_parameter . (identifier) @definition)
(typed_parameter (list_splat_pattern (identifier) @definition))
(typed_parameter (dictionary_splat_pattern (identifier) @definition))
(typed_default_parameter name: (identifier) @definition)
(list_splat_pattern (identifier) @definition)
(dictionary_splat_pattern (identifier) @definition)
(assignment left: (identifier) @definition)
(augmented_assignment left: (identifier) @definition)
(named_expression name: (identifier) @definition)
(for_statement left: (identifier) @definition)
(for_in_clause left: (identifier) @definition)
(pattern_list (identifier) @definition)
(tuple_pattern (identifier) @definition)
(list_pattern (identifier) @definition)
(as_pattern_target (identifier) @definition)
(global_statement (identifier) @definition)
(nonlocal_statement (identifier) @definition)
(case_pattern (dotted_name . (identifier) @definition .))
(type_alias_statement left: (type (identifier) @definition))

(import_statement) @import
(import_from_statement) @import
(future_import_statement) @import
(import_statement name: (dotted_name . (identifier) @import.name) @import.source)
(import_statement name: (aliased_import name: (dotted_name) @import.source alias: (identifier) @import.name))
(import_from_statement module_name: [(dotted_name) (relative_import)] @import.source)
(import_from_statement name: (dotted_name (identifier) @import.name))
(import_from_statement name: (aliased_import alias: (identifier) @import.name))

(identifier) @reference
(attribute attribute: (identifier) @member)
(keyword_argument name: (identifier) @member)
