[(if_statement) (ternary_expression) (switch_label)] @branch
[(for_statement) (enhanced_for_statement) (while_statement) (do_statement)] @loop
[(try_statement) (try_with_resources_statement) (catch_clause) (throw_statement)] @exception
(synchronized_statement) @async

(class_declaration name: (identifier) @definition)
(interface_declaration name: (identifier) @definition)
(enum_declaration name: (identifier) @definition)
(record_declaration name: (identifier) @definition)
(annotation_type_declaration name: (identifier) @definition)
(enum_constant name: (identifier) @definition)
(method_declaration name: (identifier) @definition)
(constructor_declaration name: (identifier) @definition)
(variable_declarator name: (identifier) @definition)
(formal_parameter name: (identifier) @definition)
(enhanced_for_statement name: (identifier) @definition)
(resource name: (identifier) @definition)
(catch_formal_parameter name: (identifier) @definition)
(inferred_parameters (identifier) @definition)
(lambda_expression parameters: (identifier) @definition)
(type_parameter (type_identifier) @definition)
(instanceof_expression name: (identifier) @definition)
(type_pattern (identifier) @definition)

(import_declaration) @import
(import_declaration [(scoped_identifier) (identifier)] @import.path)
(package_declaration) @import

(identifier) @reference
(type_identifier) @reference
(field_access field: (identifier) @member)
(method_invocation object: (_) name: (identifier) @member)
(method_reference (_) (identifier) @member)
(scoped_type_identifier (type_identifier) @member)
(labeled_statement (identifier) @member)
[(marker_annotation name: (identifier) @member) (annotation name: (identifier) @member)]
(element_value_pair key: (identifier) @member)
