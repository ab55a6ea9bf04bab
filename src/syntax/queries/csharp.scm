[(if_statement) (conditional_expression) (switch_section) (switch_expression_arm)] @branch
[(for_statement) (foreach_statement) (while_statement) (do_statement)] @loop
[(try_statement) (catch_clause) (throw_statement) (throw_expression)] @exception
[(await_expression) (lock_statement)] @async
((modifier) @async (#eq? @async "async"))

(class_declaration name: (identifier) @definition)
(interface_declaration name: (identifier) @definition)
(struct_declaration name: (identifier) @definition)
(record_declaration name: (identifier) @definition)
(enum_declaration name: (identifier) @definition)
(enum_member_declaration name: (identifier) @definition)
(delegate_declaration name: (identifier) @definition)
(method_declaration name: (identifier) @definition)
(constructor_declaration name: (identifier) @definition)
(local_function_statement name: (identifier) @definition)
(property_declaration name: (identifier) @definition)
(event_declaration name: (identifier) @definition)
(variable_declarator name: (identifier) @definition)
(parameter name: (identifier) @definition)
(parameter_list name: (identifier) @definition)
(implicit_parameter) @definition
(foreach_statement left: (identifier) @definition)
(catch_declaration name: (identifier) @definition)
(declaration_pattern name: (identifier) @definition)
(declaration_expression name: (identifier) @definition)
(type_parameter name: (identifier) @definition)

(using_directive) @import
(using_directive [(identifier) (qualified_name)] @import.source .)
(using_directive name: (identifier) @import.name)

(identifier) @reference
(member_access_expression name: (identifier) @member)
(member_binding_expression name: (identifier) @member)
(qualified_name qualifier: (_) name: (identifier) @member)
(namespace_declaration name: (_) @member)
(assignment_expression left: (identifier) @member)
(argument name: (identifier) @member)
(attribute name: (identifier) @member)
