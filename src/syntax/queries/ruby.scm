[(if) (elsif) (unless) (when) (in_clause) (if_modifier) (unless_modifier) (conditional)] @branch
[(while) (until) (for) (while_modifier) (until_modifier)] @loop
((call method: (identifier) @call block: (_)) @loop (#any-of? @call "each" "times" "map" "loop" "each_with_index" "select" "reject" "upto"))
[(begin) (rescue) (rescue_modifier)] @exception
((identifier) @exception (#any-of? @exception "raise" "throw"))

(class name: (constant) @definition)
(module name: (constant) @definition)
(method name: (_) @definition)
(singleton_method name: (_) @definition)
(method_parameters (identifier) @definition)
(block_parameters (identifier) @definition)
(lambda_parameters (identifier) @definition)
(destructured_parameter (identifier) @definition)
(optional_parameter name: (identifier) @definition)
(splat_parameter name: (identifier) @definition)
(hash_splat_parameter name: (identifier) @definition)
(keyword_parameter name: (identifier) @definition)
(block_parameter name: (identifier) @definition)
(assignment left: [(identifier) (constant)] @definition)
(operator_assignment left: (identifier) @definition)
(left_assignment_list (identifier) @definition)
(exception_variable (identifier) @definition)
(for pattern: (identifier) @definition)

((call method: (identifier) @import.call arguments: (argument_list . (string (string_content) @import.source))) @import
  (#any-of? @import.call "require" "require_relative" "load"))

(identifier) @reference
(constant) @reference
(call receiver: (_) method: (identifier) @member)
(scope_resolution scope: (_) name: (constant) @member)
