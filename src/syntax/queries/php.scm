[(if_statement) (else_if_clause) (conditional_expression) (case_statement) (match_conditional_expression)] @branch
[(for_statement) (foreach_statement) (while_statement) (do_statement)] @loop
[(try_statement) (catch_clause) (throw_expression)] @exception
(yield_expression) @async

(function_definition name: (name) @definition)
(class_declaration name: (name) @definition)
(interface_declaration name: (name) @definition)
(trait_declaration name: (name) @definition)
(enum_declaration name: (name) @definition)
(method_declaration name: (name) @definition)
(const_element (name) @definition)
(simple_parameter name: (variable_name) @definition)
(variadic_parameter name: (variable_name) @definition)
(property_promotion_parameter name: (variable_name) @definition)
(assignment_expression left: (variable_name) @definition)
(list_literal (variable_name) @definition)
(foreach_statement (_) . (variable_name) @definition)
(foreach_statement (pair (variable_name) @definition))
(foreach_statement (by_ref (variable_name) @definition))
(catch_clause name: (variable_name) @definition)
(global_declaration (variable_name) @definition)
(static_variable_declaration name: (variable_name) @definition)
(anonymous_function_use_clause (variable_name) @definition)

(namespace_use_declaration) @import
(namespace_definition) @import
(namespace_use_declaration (namespace_use_clause [(qualified_name) (name)] @import.path !alias))
(namespace_use_declaration (namespace_use_clause [(qualified_name) (name)] @import.source alias: (name) @import.name))
(namespace_use_group (namespace_use_clause (name) @import.name))
(namespace_use_declaration (namespace_name) @import.source body: (namespace_use_group))
(require_expression (encapsed_string (string_content) @import.source))
(require_once_expression [(encapsed_string (string_content) @import.source) (string (string_content) @import.source)])
(include_expression [(encapsed_string (string_content) @import.source) (string (string_content) @import.source)])

(variable_name) @reference
(function_call_expression function: (name) @reference)
(object_creation_expression (name) @reference)
(named_type (name) @reference)
(scoped_call_expression scope: (name) @reference)
(class_constant_access_expression . (name) @reference)
(scoped_property_access_expression scope: (name) @reference)
(base_clause (name) @reference)
(class_interface_clause (name) @reference)
