// What a peer's whole pipeline shows for a raw text, as evidence of what users expect. Differences are listed with their reason.
import { describe, expect, it } from 'vitest';
import { evalCompletionText } from '../../../../eval/completionText';
import type { Row } from '../../../../eval/rows';
import { evalTrigger } from '../../../../eval/trigger';
import { sharedRows } from './sharedRows';

type TextRow = Row & {
  id: string;
  raw: string;
  suffix: string;
  expected: string | null;
  changed: boolean;
  replaceSuffix?: string;
};
type AskRow = Row & { id: string; expected: { ask?: boolean; multiline?: boolean } };

/** Where Weir means to differ, by the kind of case. */
const deliberate: Readonly<Record<string, string>> = {
  'continue/filter/same/39':
    'the last brace closes the function that the text itself opened; taking it away because the next line is also a brace leaves the file unbalanced',
};

const texts = sharedRows<TextRow>('completion-text.jsonl');
const asks = sharedRows<AskRow>('trigger.jsonl');

function agrees(row: TextRow): boolean {
  const shaped = evalCompletionText(row);
  const replaced =
    row.replaceSuffix === undefined || shaped.text === null || shaped.replaceSuffix === row.replaceSuffix.length;
  return shaped.text === row.expected && replaced;
}

describe('the peers’ cases', () => {
  it.skipIf(texts === null)('are shaped as the peers shape them (skipped where the shared data is absent)', () => {
    const missed = (texts ?? []).filter((row) => !agrees(row)).map((row) => row.id);
    expect(missed).toEqual(Object.keys(deliberate));
  });

  it.skipIf(asks === null)('are asked and widened as the peers do (skipped where the shared data is absent)', () => {
    const missed = (asks ?? []).filter((row) => {
      const { ask, multiline } = evalTrigger(row);
      const { expected } = row;
      return (expected.ask ?? ask) !== ask || (expected.multiline ?? multiline) !== multiline;
    });
    expect(missed.map((row) => row.id)).toEqual([]);
  });
});
