[(if_statement) (expression_case) (type_case) (default_case)] @branch
(for_statement) @loop
((call_expression function: (identifier) @call) @exception (#any-of? @call "panic" "recover"))
(defer_statement) @exception
[(go_statement) (select_statement) (communication_case) (send_statement)] @async

(function_declaration name: (identifier) @definition)
(method_declaration name: (field_identifier) @definition)
(type_spec name: (type_identifier) @definition)
(type_alias name: (type_identifier) @definition)
(parameter_declaration name: (identifier) @definition)
(variadic_parameter_declaration name: (identifier) @definition)
(type_parameter_declaration name: (identifier) @definition)
(short_var_declaration left: (expression_list (identifier) @definition))
(range_clause left: (expression_list (identifier) @definition))
(receive_statement left: (expression_list (identifier) @definition))
(type_switch_statement alias: (expression_list (identifier) @definition))
(var_spec name: (identifier) @definition)
(const_spec name: (identifier) @definition)

(import_declaration) @import
(import_spec !name path: (interpreted_string_literal (interpreted_string_literal_content) @import.path))
(import_spec
  name: (package_identifier) @import.name
  path: (interpreted_string_literal (interpreted_string_literal_content) @import.source))

(identifier) @reference
(type_identifier) @reference
(qualified_type package: (package_identifier) @reference name: (type_identifier) @member)
(keyed_element key: (literal_element (identifier) @member))
