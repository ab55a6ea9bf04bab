// The one table of languages: which grammar and queries serve a VS Code language id, and which node kinds mean what.
// Does not load anything.

/** How a block begins and ends: `{ … }`, a colon and indentation, keyword … `end`, or not at all. */
export type BlockStyle = 'braces' | 'colon' | 'end' | 'none';

/** Which marks open comments and strings, for scanning brackets without a parse. See `lexis.ts`. */
export type LexisName = 'c' | 'script' | 'python' | 'shell' | 'ruby' | 'lua' | 'rust' | 'markup' | 'php';

export interface Language {
  /** VS Code language ids. */
  readonly ids: readonly string[];
  /** File name of the grammar, without `.wasm`. */
  readonly grammar: string;
  /** File names of the queries, without `.scm`, joined in this order. None: generic facts only. */
  readonly queries: readonly string[];
  /** Key in `builtinNames.json`, where names that need no definition are listed. */
  readonly builtins?: string;
  readonly lexis: LexisName;
  readonly blockStyle: BlockStyle;
  readonly functions: readonly string[];
  readonly classes: readonly string[];
  /** Nested blocks, counted for `nesting`. */
  readonly blocks: readonly string[];
  /** Code inside a string, such as `${…}`. */
  readonly holes?: readonly string[];
}

const scriptKinds = {
  lexis: 'script',
  blockStyle: 'braces',
  functions: [
    'function_declaration',
    'function_expression',
    'arrow_function',
    'method_definition',
    'generator_function',
    'generator_function_declaration',
  ],
  blocks: ['statement_block', 'switch_body'],
  holes: ['template_substitution'],
} as const;

const scriptClasses = ['class_declaration', 'class'];
const typedClasses = [...scriptClasses, 'abstract_class_declaration', 'interface_declaration', 'enum_declaration'];

/** Left out: elm and ql are refused, yaml fails on real input; optimising swift or elixir takes a gigabyte and can end the process. */
export const languages: readonly Language[] = [
  {
    ids: ['typescript'],
    grammar: 'typescript',
    queries: ['javascript', 'typescript'],
    builtins: 'typescript',
    ...scriptKinds,
    classes: typedClasses,
  },
  {
    ids: ['typescriptreact'],
    grammar: 'tsx',
    queries: ['javascript', 'typescript', 'jsx'],
    builtins: 'typescript',
    ...scriptKinds,
    classes: typedClasses,
  },
  {
    ids: ['javascript', 'javascriptreact'],
    grammar: 'javascript',
    queries: ['javascript', 'javascriptOnly', 'jsx'],
    builtins: 'javascript',
    ...scriptKinds,
    classes: scriptClasses,
  },
  {
    ids: ['python'],
    grammar: 'python',
    queries: ['python'],
    builtins: 'python',
    lexis: 'python',
    blockStyle: 'colon',
    functions: ['function_definition', 'lambda'],
    classes: ['class_definition'],
    blocks: ['block'],
    holes: ['interpolation'],
  },
  {
    ids: ['java'],
    grammar: 'java',
    queries: ['java'],
    builtins: 'java',
    lexis: 'c',
    blockStyle: 'braces',
    functions: [
      'method_declaration',
      'constructor_declaration',
      'compact_constructor_declaration',
      'lambda_expression',
    ],
    classes: [
      'class_declaration',
      'interface_declaration',
      'enum_declaration',
      'record_declaration',
      'annotation_type_declaration',
    ],
    blocks: ['block', 'constructor_body', 'switch_block'],
  },
  {
    ids: ['go'],
    grammar: 'go',
    queries: ['go'],
    builtins: 'go',
    lexis: 'script',
    blockStyle: 'braces',
    functions: ['function_declaration', 'method_declaration', 'func_literal'],
    classes: ['type_spec'],
    blocks: ['block', 'expression_switch_statement', 'type_switch_statement', 'select_statement'],
  },
  {
    ids: ['rust'],
    grammar: 'rust',
    queries: ['rust'],
    builtins: 'rust',
    lexis: 'rust',
    blockStyle: 'braces',
    functions: ['function_item', 'closure_expression'],
    classes: ['struct_item', 'enum_item', 'trait_item', 'impl_item', 'union_item'],
    blocks: ['block', 'match_block'],
  },
  {
    ids: ['c'],
    grammar: 'c',
    queries: ['c'],
    builtins: 'c',
    lexis: 'c',
    blockStyle: 'braces',
    functions: ['function_definition'],
    classes: ['struct_specifier', 'union_specifier', 'enum_specifier'],
    blocks: ['compound_statement'],
  },
  {
    ids: ['cpp', 'cuda-cpp'],
    grammar: 'cpp',
    queries: ['c', 'cpp'],
    builtins: 'cpp',
    lexis: 'c',
    blockStyle: 'braces',
    functions: ['function_definition', 'lambda_expression'],
    classes: ['class_specifier', 'struct_specifier', 'union_specifier', 'enum_specifier'],
    blocks: ['compound_statement'],
  },
  {
    ids: ['csharp'],
    grammar: 'csharp',
    queries: ['csharp'],
    builtins: 'csharp',
    lexis: 'c',
    blockStyle: 'braces',
    functions: [
      'method_declaration',
      'constructor_declaration',
      'local_function_statement',
      'lambda_expression',
      'anonymous_method_expression',
      'operator_declaration',
      'destructor_declaration',
    ],
    classes: [
      'class_declaration',
      'interface_declaration',
      'struct_declaration',
      'record_declaration',
      'enum_declaration',
    ],
    blocks: ['block', 'switch_body'],
    holes: ['interpolation'],
  },
  {
    ids: ['ruby'],
    grammar: 'ruby',
    queries: ['ruby'],
    builtins: 'ruby',
    lexis: 'ruby',
    blockStyle: 'end',
    functions: ['method', 'singleton_method', 'lambda'],
    classes: ['class', 'module', 'singleton_class'],
    blocks: ['body_statement', 'then', 'else', 'do_block', 'block', 'do', 'begin'],
    holes: ['interpolation'],
  },
  {
    ids: ['php'],
    grammar: 'php',
    queries: ['php'],
    builtins: 'php',
    lexis: 'php',
    blockStyle: 'braces',
    functions: ['function_definition', 'method_declaration', 'anonymous_function', 'arrow_function'],
    classes: ['class_declaration', 'interface_declaration', 'trait_declaration', 'enum_declaration'],
    blocks: ['compound_statement', 'switch_block', 'match_block'],
  },
  {
    ids: ['kotlin'],
    grammar: 'kotlin',
    queries: ['kotlin'],
    lexis: 'c',
    blockStyle: 'braces',
    functions: ['function_declaration', 'anonymous_function', 'lambda_literal', 'secondary_constructor'],
    classes: ['class_declaration', 'object_declaration', 'companion_object'],
    blocks: ['control_structure_body', 'function_body'],
    holes: ['interpolated_expression'],
  },
  {
    ids: ['scala'],
    grammar: 'scala',
    queries: ['scala'],
    lexis: 'c',
    blockStyle: 'braces',
    functions: ['function_definition'],
    classes: ['class_definition', 'object_definition', 'trait_definition'],
    blocks: ['block', 'case_block'],
    holes: ['interpolation'],
  },
  {
    ids: ['lua'],
    grammar: 'lua',
    queries: ['lua'],
    lexis: 'lua',
    blockStyle: 'end',
    functions: ['function_definition_statement', 'local_function_definition_statement', 'function_definition'],
    classes: [],
    blocks: ['block'],
  },
  {
    ids: ['dart'],
    grammar: 'dart',
    queries: ['dart'],
    lexis: 'script',
    blockStyle: 'braces',
    functions: ['function_body'],
    classes: ['class_definition', 'enum_declaration', 'mixin_declaration', 'extension_declaration'],
    blocks: ['block', 'switch_block'],
    holes: ['template_substitution'],
  },
  {
    ids: ['zig'],
    grammar: 'zig',
    queries: ['zig'],
    lexis: 'script',
    blockStyle: 'braces',
    functions: ['function_declaration'],
    classes: ['struct_declaration', 'enum_declaration'],
    blocks: ['block'],
  },
  {
    ids: ['solidity'],
    grammar: 'solidity',
    queries: ['solidity'],
    lexis: 'script',
    blockStyle: 'braces',
    functions: ['function_definition', 'constructor_definition', 'modifier_definition'],
    classes: ['contract_declaration', 'interface_declaration', 'struct_declaration'],
    blocks: ['block_statement', 'function_body'],
  },
  {
    ids: ['shellscript'],
    grammar: 'bash',
    queries: ['bash'],
    lexis: 'shell',
    blockStyle: 'end',
    functions: ['function_definition'],
    classes: [],
    blocks: ['compound_statement', 'do_group'],
    holes: ['command_substitution'],
  },
  {
    ids: ['powershell'],
    grammar: 'powershell',
    queries: ['powershell'],
    lexis: 'ruby',
    blockStyle: 'braces',
    functions: ['function_statement', 'class_method_definition'],
    classes: ['class_statement', 'enum_statement'],
    blocks: ['statement_block'],
  },
  {
    ids: ['rescript'],
    grammar: 'rescript',
    queries: [],
    lexis: 'script',
    blockStyle: 'braces',
    functions: ['function'],
    classes: ['module_declaration'],
    blocks: ['block'],
  },
  {
    ids: ['css'],
    grammar: 'css',
    queries: [],
    lexis: 'c',
    blockStyle: 'none',
    functions: [],
    classes: [],
    blocks: ['block'],
  },
  {
    ids: ['html'],
    grammar: 'html',
    queries: [],
    lexis: 'markup',
    blockStyle: 'none',
    functions: [],
    classes: [],
    blocks: [],
  },
  {
    ids: ['vue'],
    grammar: 'vue',
    queries: [],
    lexis: 'markup',
    blockStyle: 'none',
    functions: [],
    classes: [],
    blocks: [],
  },
  {
    ids: ['json', 'jsonc'],
    grammar: 'json',
    queries: [],
    lexis: 'script',
    blockStyle: 'none',
    functions: [],
    classes: [],
    blocks: ['object', 'array'],
  },
  {
    ids: ['toml'],
    grammar: 'toml',
    queries: [],
    lexis: 'python',
    blockStyle: 'none',
    functions: [],
    classes: [],
    blocks: [],
  },
  {
    ids: ['ini', 'properties'],
    grammar: 'ini',
    queries: [],
    lexis: 'ruby',
    blockStyle: 'none',
    functions: [],
    classes: [],
    blocks: [],
  },
  {
    ids: ['lisp', 'elisp'],
    grammar: 'elisp',
    queries: [],
    lexis: 'lua',
    blockStyle: 'none',
    functions: ['function_definition', 'macro_definition'],
    classes: [],
    blocks: [],
  },
  {
    ids: ['erb', 'ejs'],
    grammar: 'embedded_template',
    queries: [],
    lexis: 'markup',
    blockStyle: 'none',
    functions: [],
    classes: [],
    blocks: [],
  },
  {
    ids: ['systemrdl'],
    grammar: 'systemrdl',
    queries: [],
    lexis: 'script',
    blockStyle: 'none',
    functions: [],
    classes: [],
    blocks: [],
  },
];

/** The row for a VS Code language id; undefined means "heuristic only". */
export function languageFor(id: string): Language | undefined {
  return byId.get(id);
}

const byId = new Map(languages.flatMap((language) => language.ids.map((id) => [id, language] as const)));
