// The `judge` command: how acceptable is this answer, and what would be done with it?
import { completionFitSignals } from '../src/core/completion/fitSignals';
import { judge, type Verdict } from '../src/core/judging/judge';
import { agreementSignal } from '../src/core/judging/signals/agreement';
import { defaultSettings } from '../src/core/settings';
import type { TaskKind } from '../src/core/task';
import { createAnalyser } from './analyser';
import { optionalFiles, optionalNumbers, optionalText, optionalTexts, textOf, type Row } from './rows';

export const taskKinds: readonly TaskKind[] = ['complete', 'explain', 'edit', 'debug', 'chat'];

export interface JudgedRow extends Pick<Verdict, 'pAcceptable' | 'verdict' | 'signals' | 'reasons'> {
  readonly id: unknown;
}

export function createJudgeRow(): (row: Row) => Promise<JudgedRow> {
  const analyser = createAnalyser();
  return async (row) => {
    const kind = taskKinds.find((known) => known === (optionalText(row, 'task') ?? 'complete'));
    if (kind === undefined) throw new Error(`"task" must be one of ${taskKinds.join(', ')}.`);
    const place = { languageId: textOf(row, 'language'), prefix: textOf(row, 'prefix'), suffix: textOf(row, 'suffix') };
    const text = textOf(row, 'text');
    const context = Object.values(optionalFiles(row, 'contextFiles') ?? {});
    const completing = kind === 'complete';
    const verdict = judge(
      {
        kind,
        languageId: place.languageId,
        text,
        finish: null,
        logprobs: optionalNumbers(row, 'logprobs')?.map((logprob) => ({ token: '', logprob })) ?? null,
        source: [place.prefix, place.suffix, ...context].join('\n'),
        fit: completing ? await analyser.fit({ ...place, text }) : null,
        more: {
          ...agreementSignal(text, optionalTexts(row, 'samples') ?? []),
          ...(completing && completionFitSignals({ ...place, text })),
        },
      },
      { aim: defaultSettings.aim, suppress: false },
    );
    const { pAcceptable, signals, reasons } = verdict;
    return { id: row['id'] ?? null, pAcceptable, verdict: verdict.verdict, signals, reasons };
  };
}
