(for_range_loop) @loop
[(try_statement) (catch_clause) (throw_statement)] @exception
[(co_await_expression) (co_yield_statement) (co_return_statement)] @async

(class_specifier name: (type_identifier) @definition body: (_))
(function_declarator declarator: (field_identifier) @definition)
(function_declarator declarator: (qualified_identifier name: (identifier) @definition))
(field_declaration declarator: (field_identifier) @definition)
(namespace_definition name: (namespace_identifier) @definition)
(reference_declarator (identifier) @definition)
(structured_binding_declarator (identifier) @definition)
(for_range_loop declarator: (identifier) @definition)
(optional_parameter_declaration declarator: (identifier) @definition)
(type_parameter_declaration (type_identifier) @definition)
(alias_declaration name: (type_identifier) @definition)
(using_declaration (qualified_identifier name: (identifier) @import.name)) @import
(qualified_identifier name: (identifier) @member)
(qualified_identifier name: (type_identifier) @member)
(destructor_name (identifier) @member)
