// Traces as a user's work leaves them: judged, accepted, with an outcome. Give only what the test is about.
import type { Trace } from '../../src/core/trace';
import { makeTrace } from './makeTrace';

export interface Learned {
  readonly n: number;
  readonly good: (i: number) => boolean;
  readonly p?: (i: number) => number;
  readonly source?: string;
  readonly model?: string;
  readonly from?: number;
  readonly signals?: (i: number) => Readonly<Record<string, number>>;
}

/** One a minute, accepted at 0.7, `kept` after five minutes or rejected with a thumb. */
export function learnedTraces({
  n,
  good,
  p = () => 0.9,
  source = 'prior',
  model = 'small-model',
  from = 0,
  signals,
}: Learned): Trace[] {
  return Array.from({ length: n }, (_, i) => {
    const whole = makeTrace();
    const [attempt] = whole.attempts;
    const [judgement] = whole.judgements;
    if (attempt === undefined || judgement === undefined) throw new Error('makeTrace gives an attempt and a judgement');
    return {
      ...whole,
      id: `learned-${from + i}`,
      path: `src/file${(from + i) % 40}.ts`,
      startedAt: (from + i) * 60_000,
      attempts: [{ ...attempt, model }],
      judgements: [
        { ...judgement, pAcceptable: p(i), threshold: 0.7, thresholdSource: source, signals: signals?.(i) ?? {} },
      ],
      outcomes: good(i)
        ? [{ kind: 'kept', atMs: 300_000, data: { seconds: 300, share: 1 } }]
        : [{ kind: 'thumb-down', atMs: 5_000 }],
    };
  });
}
