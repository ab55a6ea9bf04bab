// Drops the sentence a chat model says before its code ("Here is the completion:") and what it says after it.
// Prose and comments being written are left alone.
import type { TextFilter } from '../draft';
import { isProse } from '../language';
import { isBlank } from '../lines';
import { reason } from '../reasons';

const openings = [
  'here is',
  "here's",
  'here are',
  'sure',
  'certainly',
  'of course',
  'the completed code',
  'the completion',
];
const closings = [
  'explanation:',
  'this code',
  'this will',
  'this completion',
  'in this code',
  'note that',
  'i hope',
  'let me know',
];

function startsWithPhrase(line: string, phrases: readonly string[]): boolean {
  const text = line.trim().toLowerCase();
  return phrases.some((phrase) => text.startsWith(phrase) && !/[\w(=]/.test(text.charAt(phrase.length)));
}

export const chatChatter: TextFilter = (text, { place }) => {
  if (isProse(place.languageId) || place.before.state.comment !== null || place.before.state.quote !== null)
    return null;
  const lines = text.split('\n');
  let from = lines.findIndex((line) => !isBlank(line));
  let to = lines.length;
  const rest = lines.findIndex((line, index) => index > from && !isBlank(line));
  if (startsWithPhrase(lines[from] ?? '', openings) && rest >= 0 && !/[;{}()]\s*$/.test(lines[from] ?? '')) from = rest;
  else from = 0;
  const after = lines.findIndex(
    (line, index) => index > from && isBlank(lines[index - 1] ?? '') && startsWithPhrase(line, closings),
  );
  if (after > 0) to = after;
  if (from === 0 && to === lines.length) return null;
  return { text: lines.slice(from, to).join('\n'), reason: reason('chat-chatter') };
};
