// Takes away what some models put before the code: a zero-width space, an emoji, a list or diff mark with blanks behind it.
import type { TextFilter } from '../draft';
import { isProse } from '../language';
import { isBlank } from '../lines';

const lists = new Set(['yaml', 'diff', 'haml', 'org']);

export const badStart: TextFilter = (text, { place }) => {
  let rest = text.replace(/^[\u200B\u2060\uFEFF]+/, '');
  const mark = /^(?:[-+.•]|\p{Emoji_Presentation}\uFE0F?|[\u2764\u2714\u2716]\uFE0F?)[ \t]{2,}/u.exec(rest);
  const emoji = /^\p{Emoji_Presentation}\uFE0F?[ \t]+/u.exec(rest);
  const inText = isProse(place.languageId) || lists.has(place.languageId) || place.before.state.quote !== null;
  if (!inText && isBlank(place.linePrefix)) rest = rest.slice((mark ?? emoji)?.[0].length ?? 0);
  if (rest === text) return null;
  return { text: rest.trimStart(), rule: 'bad-start' };
};
