; What JavaScript's grammar spells differently from TypeScript's.
(class_declaration name: (identifier) @definition)
(class name: (identifier) @definition)
(formal_parameters (identifier) @definition)
