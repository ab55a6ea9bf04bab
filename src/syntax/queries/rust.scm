[(if_expression) (match_arm)] @branch
[(for_expression) (while_expression) (loop_expression)] @loop
(try_expression) @exception
((macro_invocation macro: (identifier) @call) @exception (#any-of? @call "panic" "unreachable" "todo" "unimplemented"))
[(await_expression) (async_block) "async"] @async

(function_item name: (identifier) @definition)
(function_signature_item name: (identifier) @definition)
(struct_item name: (type_identifier) @definition)
(union_item name: (type_identifier) @definition)
(enum_item name: (type_identifier) @definition)
(enum_variant name: (identifier) @definition)
(trait_item name: (type_identifier) @definition)
(type_item name: (type_identifier) @definition)
(associated_type name: (type_identifier) @definition)
(mod_item name: (identifier) @definition)
(const_item name: (identifier) @definition)
(static_item name: (identifier) @definition)
(macro_definition name: (identifier) @definition)
(type_parameter name: (type_identifier) @definition)
(const_parameter name: (identifier) @definition)
(parameter pattern: (identifier) @definition)
(closure_parameters (identifier) @definition)
(let_declaration pattern: (identifier) @definition)
(for_expression pattern: (identifier) @definition)
(tuple_pattern (identifier) @definition)
(slice_pattern (identifier) @definition)
(ref_pattern (identifier) @definition)
(mut_pattern (identifier) @definition)
(reference_pattern (identifier) @definition)
(captured_pattern . (identifier) @definition)
(tuple_struct_pattern type: (_) (identifier) @definition)
(field_pattern name: (shorthand_field_identifier) @definition)
(field_pattern pattern: (identifier) @definition)
(match_pattern . (identifier) @definition)

(use_declaration) @import
(use_declaration argument: (_) @import.source)
(use_declaration argument: (identifier) @import.name)
(use_declaration argument: (scoped_identifier name: (identifier) @import.name))
(use_list [(identifier) @import.name (scoped_identifier name: (identifier) @import.name)])
(use_as_clause alias: (identifier) @import.name)
(scoped_use_list path: (identifier) @import.name)
(extern_crate_declaration name: (identifier) @import.name) @import

(identifier) @reference
(type_identifier) @reference
(shorthand_field_identifier) @reference
(scoped_identifier path: (_) name: (identifier) @member)
(scoped_type_identifier path: (_) name: (type_identifier) @member)
(attribute_item) @import
(inner_attribute_item) @import
