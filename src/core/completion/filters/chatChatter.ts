// Drops the sentence a chat model says before its code ("Here is the completion:") and what it says after it.
// Prose and comments being written are left alone.
import type { TextFilter } from '../draft';
import { isProse } from '../language';
import { isBlank } from '../lines';
import { isChatter, startsWithPhrase } from '../preamble';

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

export const chatChatter: TextFilter = (text, { place }) => {
  if (isProse(place.languageId) || place.before.state.comment !== null || place.before.state.quote !== null)
    return null;
  const lines = text.split('\n');
  const first = lines.findIndex((line) => !isBlank(line));
  let from = 0;
  if (first >= 0 && isChatter(lines[first] ?? '', place)) {
    from = lines.findIndex((line, index) => index > first && !isBlank(line));
    if (from < 0 && /[:!.]\s*$/.test(lines[first] ?? '')) return { text: null, rule: 'chat-chatter' };
    from = Math.max(0, from);
  }
  const after = lines.findIndex(
    (line, index) => index > from && isBlank(lines[index - 1] ?? '') && startsWithPhrase(line, closings),
  );
  if (from === 0 && after <= 0) return null;
  return { text: lines.slice(from, after > 0 ? after : undefined).join('\n'), rule: 'chat-chatter' };
};
