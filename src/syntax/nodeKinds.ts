// What the node kinds of one grammar mean, as one bit mask a kind: looked up at every step of a walk.
import type { Language as Grammar } from 'web-tree-sitter';
import type { Language } from './languages';

export const FUNCTION = 1;
export const CLASS = 2;
export const BLOCK = 4;
export const COMMENT = 8;
export const STRING = 16;
export const HOLE = 32;

export type NodeKinds = Uint8Array;

/** The pieces of a string stand for it where its end is missing. */
const stringKinds = new Set(
  'char_literal character_literal encapsed_string heredoc_body raw_text string_fragment string_content string_start'.split(
    ' ',
  ),
);

function isString(kind: string): boolean {
  return stringKinds.has(kind) || kind.endsWith('string') || kind.endsWith('string_literal');
}

/** One mask for each node type id. Comments and strings are known by their names, which all grammars spell alike. */
export function nodeKinds(language: Language, grammar: Grammar): NodeKinds {
  const kinds = new Uint8Array(grammar.nodeTypeCount);
  const listed: readonly (readonly [readonly string[], number])[] = [
    [language.functions, FUNCTION],
    [language.classes, CLASS],
    [language.blocks, BLOCK],
    [language.holes ?? [], HOLE],
  ];
  for (let id = 0; id < kinds.length; id++) {
    const kind = grammar.nodeTypeForId(id);
    if (kind === null || !grammar.nodeTypeIsNamed(id)) continue;
    let mask = 0;
    for (const [names, bit] of listed) if (names.includes(kind)) mask |= bit;
    if (kind.includes('comment')) mask |= COMMENT;
    if (isString(kind)) mask |= STRING;
    kinds[id] = mask;
  }
  return kinds;
}
