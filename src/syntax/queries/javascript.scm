; Shared by JavaScript, TypeScript and TSX: only node kinds that all three grammars have.
[(if_statement) (ternary_expression) (switch_case) (switch_default)] @branch
[(for_statement) (for_in_statement) (while_statement) (do_statement)] @loop
[(try_statement) (catch_clause) (throw_statement)] @exception
[(await_expression) "async" (yield_expression)] @async
(for_in_statement "await" @async)

(variable_declarator name: (identifier) @definition)
(function_declaration name: (identifier) @definition)
(function_expression name: (identifier) @definition)
(generator_function_declaration name: (identifier) @definition)
(arrow_function parameter: (identifier) @definition)
(for_in_statement left: (identifier) @definition)
(catch_clause parameter: (identifier) @definition)
(shorthand_property_identifier_pattern) @definition
(array_pattern (identifier) @definition)
(pair_pattern value: (identifier) @definition)
(rest_pattern (identifier) @definition)
(assignment_pattern left: (identifier) @definition)

(import_statement) @import
(import_statement source: (string (string_fragment) @import.source))
(export_statement source: (string (string_fragment) @import.source)) @import
(import_clause (identifier) @import.name)
(namespace_import (identifier) @import.name)
(import_specifier !alias name: (identifier) @import.name)
(import_specifier alias: (identifier) @import.name)
(variable_declarator
  name: [(identifier) @import.name (object_pattern [(shorthand_property_identifier_pattern) @import.name (pair_pattern value: (identifier) @import.name)])]
  value: (call_expression function: (identifier) @import.call arguments: (arguments . (string (string_fragment) @import.source)))
  (#eq? @import.call "require"))
(call_expression function: (import) arguments: (arguments . (string (string_fragment) @import.source)))

(identifier) @reference
(shorthand_property_identifier) @reference
(statement_identifier) @member
