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
];

/** The row for a VS Code language id; undefined means "heuristic only". */
export function languageFor(id: string): Language | undefined {
  return byId.get(id);
}

const byId = new Map(languages.flatMap((language) => language.ids.map((id) => [id, language] as const)));
