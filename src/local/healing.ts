// Token healing: a prompt that ends in blanks is cut before them, and the model is held to write them first.
// After a lone line break a tokenizer's usual "line break and four spaces" can no longer come, and small models derail
// (https://github.com/guidance-ai/guidance, "token healing"). Blanks only: a word half typed is not asked about.
import type { LlamaModel, Token } from './llamaTypes';

/** More is no indentation, and would be asked for token by token. UTF-16 units. */
const longest = 80;
/** Tokens of the vocabulary that are looked at, likeliest first, before the blanks are written as they stand. */
const deepest = 4_000;

/** The blanks at the end of a text that its last token may have been cut at; empty where there are none, or nothing else. */
export function blanksToHeal(text: string): string {
  const end = text.slice(-longest - 1);
  const blanks = end.slice(end.trimEnd().length);
  return blanks.length > longest || blanks.length === text.length ? '' : blanks;
}

export interface HealedToken {
  readonly token: Token;
  /** Natural logarithm of its share among the tokens that fit. */
  readonly logprob: number;
  /** What is still to be written before the answer begins. */
  readonly left: string;
}

/**
 * The likeliest token that goes on with the blanks: a beginning of them, or all of them and more.
 * @param probabilities of the next token, likeliest first
 * @returns null where none fits among those that are looked at
 */
export function healingToken(
  blanks: string,
  probabilities: ReadonlyMap<Token, number>,
  textOf: (token: Token) => string,
): HealedToken | null {
  let first: { readonly token: Token; readonly p: number; readonly text: string } | null = null;
  let fitting = 0;
  let seen = 0;
  for (const [token, p] of probabilities) {
    if (seen++ >= deepest || (first !== null && p < first.p / 100)) break;
    const text = textOf(token);
    if (text === '' || !(text.startsWith(blanks) || blanks.startsWith(text))) continue;
    fitting += p;
    first ??= { token, p, text };
  }
  if (first === null) return null;
  // -0 would print as "-0".
  return { token: first.token, logprob: 0 - Math.log(fitting / first.p), left: blanks.slice(first.text.length) };
}

/** A token's own letters, whatever stands before it. */
export function textOfToken(model: Pick<LlamaModel, 'detokenize' | 'isEogToken'>, before: readonly Token[]) {
  return (token: Token): string => (model.isEogToken(token) ? '' : model.detokenize([token], false, before));
}
