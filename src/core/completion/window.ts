// Which part of a document goes into a completion prompt: 35 % of the budget before the cursor, 15 % after it, the rest
// for context. Whole lines, never half a character.
import { wholeCharacters } from './lines';

export const prefixShare = 0.35;
export const suffixShare = 0.15;
/** Characters to a token of code, on the careful side. */
const charactersPerToken = 3;

export interface CompletionWindow {
  readonly prefix: string;
  readonly suffix: string;
  /** Tokens left for context: its own share, and what the two windows did not need. */
  readonly contextTokens: number;
}

/** `budget`: tokens for the whole prompt. The strings may already be windows; no more than the budget of them is read. */
export function completionWindow(prefix: string, suffix: string, budget: number): CompletionWindow {
  const before = tail(prefix, Math.floor(budget * prefixShare * charactersPerToken));
  const after = head(suffix, Math.floor(budget * suffixShare * charactersPerToken));
  const used = Math.ceil((before.length + after.length) / charactersPerToken);
  return { prefix: before, suffix: after, contextTokens: Math.max(0, budget - used) };
}

function tail(text: string, room: number): string {
  if (text.length <= room) return text;
  const cut = room > 0 ? text.slice(-room) : '';
  const startsLine = text[text.length - room - 1] === '\n';
  const lineStart = startsLine ? 0 : cut.indexOf('\n') + 1;
  // A line longer than the whole window is cut inside: part of it is worth more than nothing.
  return startsLine || lineStart > 0 ? wholeCharacters(cut.slice(lineStart)) : wholeCharacters(cut);
}

function head(text: string, room: number): string {
  if (text.length <= room) return text;
  const cut = text.slice(0, room);
  const lineEnd = cut.lastIndexOf('\n') + 1;
  return wholeCharacters(lineEnd > 0 ? cut.slice(0, lineEnd) : cut);
}
