// Completions that people approved or rejected: the parse alone never prefers a rejected one, and often tells it apart.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { syntaxFitSignals } from '../../../src/core/judging/signals/syntaxFit';
import { sharedData } from '../../support/sharedData';
import { syntaxAnalyser } from '../../support/syntaxAnalyser';

interface Judged {
  readonly case: string;
  readonly language: string;
  readonly prefix: string;
  readonly text: string;
  readonly suffix: string;
  readonly label: 0 | 1;
}

const file = sharedData('completions/judge.jsonl');

describe.skipIf(file === null)('judged completions (skipped: no shared data beside the checkout)', () => {
  it('no approved one brings new errors, and within a case none ranks beneath a rejected one', async () => {
    const lines = readFileSync(file ?? '', 'utf8')
      .trim()
      .split('\n');
    const rows = lines.map((line) => JSON.parse(line) as Judged);
    const analyser = await syntaxAnalyser([...new Set(rows.map(({ language }) => language))]);
    const rated = rows.map(({ language, ...row }) => ({
      ...row,
      errors: syntaxFitSignals(analyser.fit({ ...row, languageId: language }))['syntax.newErrors'] ?? 0,
    }));
    expect(rated.filter(({ label, errors }) => label === 1 && errors > 0)).toEqual([]);
    const pairs = rated
      .filter(({ label }) => label === 1)
      .flatMap((good) =>
        rated.filter((bad) => bad.label === 0 && bad.case === good.case).map((bad) => ({ good, bad })),
      );
    const right = pairs.filter(({ good, bad }) => good.errors < bad.errors).length;
    expect(right / pairs.length).toBeGreaterThan(0.45);
  });
});
