// What the engine knows of a language without parsing it: comments, quotes, how blocks open, what ends a statement.
// Not a grammar: rows of a table, with a cautious row for every language that is not in it.

/** `free`: no statements to speak of (data, markup, prose, unknown), so only indentation and brackets limit a text. */
export type BlockStyle = 'braces' | 'indent' | 'end' | 'free';

export interface LanguageTraits {
  readonly style: BlockStyle;
  readonly lineComments: readonly string[];
  readonly blockComment: readonly [string, string] | null;
  /** Longest first, so that `"""` is seen before `"`. */
  readonly quotes: readonly string[];
  /** True where `'` begins a character, lifetime or apostrophe, so that only `'x'` on one line is a literal. */
  readonly charQuote: boolean;
  /** Characters that end a statement at the end of a line. */
  readonly terminators: string;
  /** Words that begin a further clause of the statement above (`else`, `except`). */
  readonly clauses: readonly string[];
  /** Words that open a block at the start of a line, for `end` languages. */
  readonly openers: readonly string[];
}

const braces: LanguageTraits = {
  style: 'braces',
  lineComments: ['//'],
  blockComment: ['/*', '*/'],
  quotes: ['"', "'", '`'],
  charQuote: false,
  terminators: ';)}',
  clauses: ['else', 'catch', 'finally', 'while'],
  openers: [],
};
const charBraces: LanguageTraits = { ...braces, quotes: ['"', "'"], charQuote: true };
const textBlocks: LanguageTraits = { ...charBraces, quotes: ['"""', '"', "'"] };
const indent: LanguageTraits = {
  style: 'indent',
  lineComments: ['#'],
  blockComment: null,
  quotes: ['"""', "'''", '"', "'"],
  charQuote: false,
  terminators: ')]}',
  clauses: ['elif', 'else', 'except', 'finally', 'case'],
  openers: [],
};
const end: LanguageTraits = {
  style: 'end',
  lineComments: ['#'],
  blockComment: null,
  quotes: ['"', "'", '`'],
  charQuote: false,
  terminators: ')]}',
  clauses: ['else', 'elsif', 'elseif', 'elif', 'rescue', 'ensure', 'when', 'in', 'catch', 'after'],
  openers: [
    ...['def', 'class', 'module', 'if', 'unless', 'while', 'until', 'for', 'begin', 'case', 'else', 'elsif', 'elseif'],
    ...['rescue', 'ensure', 'when', 'function', 'local function', 'repeat', 'struct', 'defmodule', 'defp', 'elif'],
  ],
};
const free: LanguageTraits = {
  style: 'free',
  lineComments: [],
  blockComment: null,
  quotes: ['"'],
  charQuote: true,
  terminators: '',
  clauses: [],
  openers: [],
};
const markup: LanguageTraits = { ...free, blockComment: ['<!--', '-->'] };

const table: Readonly<Record<string, LanguageTraits>> = {
  javascript: braces,
  javascriptreact: braces,
  typescript: braces,
  typescriptreact: braces,
  dart: { ...braces, quotes: ['"""', "'''", '"', "'"] },
  go: { ...braces, charQuote: true },
  php: { ...braces, lineComments: ['//', '#'], quotes: ['"', "'"], clauses: [...braces.clauses, 'elseif'] },
  c: charBraces,
  cpp: charBraces,
  csharp: textBlocks,
  java: textBlocks,
  kotlin: textBlocks,
  scala: textBlocks,
  swift: { ...textBlocks, quotes: ['"""', '"'] },
  rust: charBraces,
  groovy: { ...textBlocks, quotes: ['"""', "'''", '"', "'"], charQuote: false },
  'objective-c': charBraces,
  'objective-cpp': charBraces,
  solidity: charBraces,
  powershell: { ...braces, lineComments: ['#'], blockComment: ['<#', '#>'], quotes: ['"', "'"] },
  r: { ...braces, lineComments: ['#'], blockComment: null },
  python: indent,
  coffeescript: indent,
  gdscript: indent,
  nim: indent,
  starlark: indent,
  ruby: end,
  crystal: end,
  elixir: end,
  julia: { ...end, quotes: ['"""', '"'], blockComment: ['#=', '=#'] },
  lua: { ...end, lineComments: ['--'], quotes: ['"', "'"] },
  shellscript: { ...end, openers: ['if', 'while', 'until', 'for', 'case', 'else', 'elif'], terminators: ';)}' },
  sql: { ...free, lineComments: ['--'], blockComment: ['/*', '*/'], terminators: ';' },
  css: { ...free, blockComment: ['/*', '*/'], terminators: ';}' },
  scss: { ...free, lineComments: ['//'], blockComment: ['/*', '*/'], terminators: ';}' },
  less: { ...free, lineComments: ['//'], blockComment: ['/*', '*/'], terminators: ';}' },
  json: free,
  jsonc: { ...free, lineComments: ['//'], blockComment: ['/*', '*/'] },
  jsonl: free,
  yaml: { ...free, lineComments: ['#'] },
  toml: { ...free, lineComments: ['#'] },
  ini: { ...free, lineComments: ['#', ';'] },
  dockerfile: { ...free, lineComments: ['#'] },
  makefile: { ...free, lineComments: ['#'] },
  markdown: markup,
  latex: { ...free, lineComments: ['%'] },
  html: markup,
  xml: markup,
  svg: markup,
  handlebars: markup,
  vue: markup,
  svelte: markup,
  astro: markup,
  haskell: { ...free, lineComments: ['--'] },
  fsharp: { ...free, lineComments: ['//'] },
  ocaml: { ...free, blockComment: ['(*', '*)'] },
  clojure: { ...free, lineComments: [';'] },
};

/** A language nobody told us about still ends its statements somewhere: the common terminators. */
const unknown: LanguageTraits = { ...free, terminators: ';)}' };

export function languageTraits(languageId: string): LanguageTraits {
  return Object.hasOwn(table, languageId) ? (table[languageId] ?? unknown) : unknown;
}

/** Prose and lists, where a leading `- ` or two trailing spaces mean something. */
export function isProse(languageId: string): boolean {
  return languageId === 'markdown' || languageId === 'latex' || languageId === 'restructuredtext';
}
