// Shifted input: is what is judged now of the kind that was calibrated on? Alarms as plain data; what follows is the caller's.
import type { Reason } from '../task';
import { psi } from './psi';
import type { JudgedAnswer } from './signalSchema';

export interface JudgedSet {
  readonly answers: readonly JudgedAnswer[];
  /** p(acceptable) of each answer. */
  readonly chances: readonly number[];
}

/** The value above which a shift matters, if chance does not explain it. */
const mattering = 0.25;
/** One false alarm in so many looks. */
const falseAlarm = 1 / 20_000;
/** A language or a kind may be new to so small a share of the answers. */
const fewNew = 0.02;

/** `shift.language`, `shift.kind`, `shift.signals`, `shift.p`, each with its figure; empty where nothing has moved. */
export function shiftAlarms(calibrated: JudgedSet, current: JudgedSet): Reason[] {
  const alarms: Reason[] = [];
  const unseen = (of: (answer: JudgedAnswer) => string): number => {
    const known = new Set(calibrated.answers.map(of));
    return current.answers.filter((answer) => !known.has(of(answer))).length / Math.max(1, current.answers.length);
  };
  const language = unseen(({ languageId }) => languageId);
  if (language > fewNew) alarms.push({ rule: 'shift.language', weight: 1, data: { share: language } });
  const kind = unseen(({ kind: taskKind }) => taskKind);
  if (kind > fewNew) alarms.push({ rule: 'shift.kind', weight: 1, data: { share: kind } });
  const missing = missingSignals(calibrated.answers, current.answers);
  if (missing.length > 0) alarms.push({ rule: 'shift.signals', weight: 1, data: { names: missing.join(', ') } });
  const moved = psi(calibrated.chances, current.chances);
  if (moved.value > mattering && moved.tail < falseAlarm) {
    alarms.push({ rule: 'shift.p', weight: 1, data: { psi: moved.value } });
  }
  return alarms;
}

/** Signals that nearly every calibrated answer had and hardly a current one has, or the other way round. */
function missingSignals(before: readonly JudgedAnswer[], now: readonly JudgedAnswer[]): string[] {
  const share = (answers: readonly JudgedAnswer[], name: string): number =>
    answers.filter(({ signals }) => signals[name] !== undefined).length / Math.max(1, answers.length);
  const names = [...new Set([...before, ...now].flatMap(({ signals }) => Object.keys(signals)))].sort();
  return names.filter((name) => Math.abs(share(before, name) - share(now, name)) > 0.5);
}
