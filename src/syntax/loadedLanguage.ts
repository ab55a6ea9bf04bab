// A grammar with its queries, ready to use. Loads nothing from disk itself: a `GrammarSource` does.
import { Language as Grammar, Query } from 'web-tree-sitter';
import builtinNames from './builtinNames.json';
import type { Language } from './languages';
import { nodeKinds, type NodeKinds } from './nodeKinds';

/** Where grammars and queries come from; names without ending. Rejects where there is none. */
export interface GrammarSource {
  grammar(name: string): Promise<Uint8Array>;
  query(name: string): Promise<string>;
}

export interface LoadedLanguage {
  readonly language: Language;
  readonly grammar: Grammar;
  readonly kinds: NodeKinds;
  readonly builtins: ReadonlySet<string>;
  /** Every function and class, and nothing else. */
  readonly scopes: Query | null;
  /** Definitions, imports and functions: what a whole file is asked. */
  readonly outline: Query | null;
  /** Everything but functions: what one function is asked. */
  readonly body: Query | null;
}

const outlineCaptures = [
  'function',
  'definition',
  'import',
  'import.name',
  'import.source',
  'import.path',
  'import.call',
];

/** Alternation over those kinds that the grammar knows. */
function kindPattern(grammar: Grammar, kinds: readonly string[], capture: string): string {
  const known = kinds.filter((kind) => grammar.idForNodeType(kind, true) !== null);
  return known.length === 0 ? '' : `[${known.map((kind) => `(${kind})`).join(' ')}] @${capture}\n`;
}

function disablePatterns(query: Query, off: (captures: readonly string[]) => boolean): Query {
  query.captureQuantifiers.forEach((quantifiers, pattern) => {
    if (off(query.captureNames.filter((_, capture) => (quantifiers[capture] ?? 0) !== 0)))
      query.disablePattern(pattern);
  });
  return query;
}

function queryOf(grammar: Grammar, source: string): Query | null {
  return source.trim() === '' ? null : new Query(grammar, source);
}

function wordSet(words: Readonly<Record<string, string>>, name: string | undefined): ReadonlySet<string> {
  const list = name === undefined ? undefined : words[name];
  return new Set(list?.split(' ') ?? []);
}

/** Rejects where the grammar is missing, or a query does not fit it. */
export async function loadLanguage(language: Language, source: GrammarSource): Promise<LoadedLanguage> {
  const [bytes, ...queries] = await Promise.all([
    source.grammar(language.grammar),
    ...language.queries.map((name) => source.query(name)),
  ]);
  const grammar = await Grammar.load(bytes);
  const functions = kindPattern(grammar, language.functions, 'function');
  const text = queries.join('\n');
  const outline = text === '' ? null : queryOf(grammar, functions + text);
  const body = queryOf(grammar, text + kindPattern(grammar, language.blocks, 'block'));
  if (outline !== null) disablePatterns(outline, (names) => !names.some((name) => outlineCaptures.includes(name)));
  return {
    language,
    grammar,
    kinds: nodeKinds(language, grammar),
    builtins: wordSet(builtinNames, language.builtins),
    scopes: queryOf(grammar, functions + kindPattern(grammar, language.classes, 'class')),
    outline,
    body,
  };
}
