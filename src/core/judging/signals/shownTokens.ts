// The tokens of an answer that the shown text is made of: what the early stop and the filters took away says nothing of it.
import type { TokenLogprob } from '../../model';

/** All tokens where the text is not found among them, as after a change of its indentation. */
export function shownTokens(tokens: readonly TokenLogprob[], text: string): readonly TokenLogprob[] {
  const whole = tokens.map(({ token }) => token).join('');
  const wanted = text.trim();
  const at = wanted === '' ? -1 : whole.indexOf(wanted);
  if (at < 0) return tokens;
  let offset = 0;
  const shown = tokens.filter(({ token }) => {
    const begins = offset;
    offset += token.length;
    return offset > at && begins < at + wanted.length;
  });
  return shown.length > 0 ? shown : tokens;
}
