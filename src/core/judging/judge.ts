// Good enough? Turns an answer's signals into p(acceptable) and a verdict. The only place that decides it.
import { inputMess } from '../calibration/inputMess';
import type { FinishReason, TokenLogprob } from '../model';
import type { SyntaxFit } from '../syntaxPort';
import type { Reason, Signals, TaskKind } from '../task';
import type { Judgement } from '../trace';
import { scoreAnswer, type ScoreSettings } from './score';
import { logprobSignals } from './signals/logprobs';
import { loopSignal } from './signals/loop';
import { nameCheck } from './signals/names';
import { refusalSignal } from './signals/refusal';
import { shapeSignals } from './signals/shape';
import { syntaxFitSignals } from './signals/syntaxFit';
import { vetoes } from './veto';

export interface JudgeInput {
  readonly kind: TaskKind;
  /** Of the source; absent where nobody knows. */
  readonly languageId?: string;
  readonly text: string;
  readonly finish: FinishReason | null;
  readonly logprobs: readonly TokenLogprob[] | null;
  /** What the answer speaks of: the code asked about, with the context that was sent. */
  readonly source: string;
  /** More text in which the names that an answer mentions may stand: the rest of the file. */
  readonly known?: string;
  /** The function or class asked about, by name, where there is one. */
  readonly subjects?: readonly string[];
  readonly fit: SyntaxFit | null;
  /** Signals that their owners measured: `fit.*`, `schema.invalid`, `samples.agreement` … */
  readonly more?: Signals;
}

/** What the verdict needs beside the answer. */
export interface JudgeSettings extends ScoreSettings {
  /** True where nobody waits: a weak completion is suppressed and not escalated in the foreground. */
  readonly suppress: boolean;
}

/** What a veto leaves of p(acceptable): not zero, since it is wrong now and then, and the better of two vetoed answers stays so. */
const vetoed = 0.02;

export type Verdict = Omit<Judgement, 'attempt' | 'ms'>;

export function judge(input: JudgeInput, settings: JudgeSettings): Verdict {
  const names =
    input.kind === 'complete' ? null : nameCheck(input.text, `${input.source}\n${input.known ?? ''}`, input.subjects);
  const signals: Signals = {
    ...shapeSignals(input.kind, input.text, input.finish, input.source, input.languageId),
    ...loopSignal(input.text),
    ...refusalSignal(input.text),
    ...syntaxFitSignals(input.fit),
    ...names?.signals,
    ...logprobSignals(input.logprobs),
    ...inputMess(input.source),
    ...input.more,
  };
  const stopped = vetoes(input.kind, signals, names?.unknown ?? []);
  const scored = scoreAnswer(input.kind, signals, settings);
  const { threshold } = scored;
  const pAcceptable = stopped.length > 0 ? vetoed * scored.p : scored.p;
  const accepted = pAcceptable >= threshold;
  return {
    pAcceptable,
    threshold,
    thresholdSource: scored.source,
    verdict: accepted ? 'accept' : settings.suppress ? 'suppress' : 'escalate',
    signals,
    stages: input.logprobs === null ? ['veto', 'text'] : ['veto', 'text', 'logprobs'],
    reasons: [
      ...stopped,
      scoreReason(pAcceptable, threshold),
      ...scored.notes,
      ...missing(input),
      ...scored.reasons.slice(0, 4),
    ],
  };
}

function scoreReason(p: number, threshold: number): Reason {
  return { rule: p >= threshold ? 'score.accepted' : 'score.below', weight: p - threshold, data: { p, threshold } };
}

/** A signal that the provider cannot give is said to be missing, never taken for zero. */
function missing(input: JudgeInput): Reason[] {
  return input.logprobs === null ? [{ rule: 'no-logprobs', weight: 0, data: {} }] : [];
}
