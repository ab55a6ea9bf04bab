// The `filters` command: what the text filters do to completions that are right, code cut out of a working program and put back.
// A filter that drops is worth something only where it leaves these alone.
import { shapeCompletion } from '../src/core/completion/shape';
import { createStopper } from '../src/core/completion/stopper';
import { errorSentence, isRow, type Command } from './command';
import { textOf } from './rows';

interface Tally {
  readonly rule: string;
  /** Right completions that it left nothing of. */
  dropped: number;
  /** Right completions of which it was the first to leave something else than what is right. */
  changed: number;
}

/** As much of what stands behind the hole as an eager model writes on. UTF-16 units. */
const eager = 300;

/** Blanks at line ends are no part of what is right. */
const plain = (text: string): string => text.replace(/[ \t]+$/gm, '').trimEnd();

/** Reads {language, prefix, suffix, expected} and writes one report: each filter's share of right completions lost. */
export const filters: Command = async (lines, _options, write) => {
  const tallies = new Map<string, Tally>();
  let [rows, lost, status] = [0, 0, 0];
  for await (const line of lines) {
    try {
      const row: unknown = JSON.parse(line);
      if (!isRow(row)) throw new Error('A line must be a JSON object.');
      const place = {
        languageId: textOf(row, 'language'),
        prefix: textOf(row, 'prefix'),
        suffix: textOf(row, 'suffix'),
      };
      const expected = textOf(row, 'expected');
      if (expected.trim() === '') continue;
      rows++;
      const stopper = createStopper(place);
      stopper.push(expected + place.suffix.slice(0, eager));
      const { text, reasons } = shapeCompletion({ ...place, raw: stopper.text() });
      const before = place.prefix.slice(place.prefix.lastIndexOf('\n') + 1);
      if (text !== null && plain(before + text) === plain(before + expected)) continue;
      lost++;
      const rule = reasons.at(-1)?.rule ?? stopper.rule() ?? 'none';
      const tally = tallies.get(rule) ?? { rule, dropped: 0, changed: 0 };
      tallies.set(rule, tally);
      if (text === null) tally.dropped++;
      else tally.changed++;
    } catch (error) {
      status = 1;
      await write({ error: errorSentence(error) });
    }
  }
  const share = (count: number): number => (rows === 0 ? 0 : Math.round((count / rows) * 1e5) / 1e5);
  await write({
    rows,
    lost: share(lost),
    filters: [...tallies.values()]
      .toSorted((a, b) => b.dropped - a.dropped || b.changed - a.changed)
      .map(({ rule, dropped, changed }) => ({ rule, dropped: share(dropped), changed: share(changed) })),
  });
  return status;
};
