// Turns tokens into text that never ends in half a character. Does not know stop strings.
import type { Token } from './llamaTypes';
import type { Piece } from './protocol';

type Detokenize = (tokens: readonly Token[], last: readonly Token[]) => string;

/** Byte tokens of one character; more than this that still end in U+FFFD means that the model wrote it. */
const LONGEST_CHARACTER = 8;
/** Some vocabularies put a space before a word depending on the tokens before it. */
const REMEMBERED = 8;
const INCOMPLETE = '\ufffd';

export class TokenText {
  private pending: { token: Token; logprob: number | null }[] = [];

  constructor(
    private readonly detokenize: Detokenize,
    private last: readonly Token[],
  ) {
    this.last = last.slice(-REMEMBERED);
  }

  /** The text that has become whole with this token, or null while a character is still open. */
  push(token: Token, logprob: number | null): Piece | null {
    this.pending.push({ token, logprob });
    const tokens = this.pending.map((entry) => entry.token);
    const text = this.detokenize(tokens, this.last);
    if (text.endsWith(INCOMPLETE) && tokens.length < LONGEST_CHARACTER) return null;
    // A character of several tokens counts for the last of them: the pieces joined stay the text.
    const logprobs = this.pending.flatMap(({ logprob: value }, index) =>
      value === null ? [] : [{ token: index === tokens.length - 1 ? text : '', logprob: value }],
    );
    this.last = [...this.last, ...tokens].slice(-REMEMBERED);
    this.pending = [];
    return { text, tokens: logprobs };
  }
}
