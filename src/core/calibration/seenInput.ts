// What kind of input a calibration has seen, and whether one answer's input is of that kind. What follows is the judge's.
import type { Reason } from '../task';
import type { JudgedAnswer } from './signalSchema';

export interface SeenInput {
  readonly kinds: readonly string[];
  readonly languages: readonly string[];
  /** Lowest and highest value of each measure of the input's own condition. */
  readonly ranges: Readonly<Record<string, readonly [lowest: number, highest: number]>>;
}

/** A language or kind that was met this often has been seen. */
const met = 3;
/** Beyond what was seen by more than this share of its width, or this much where it never varied. */
const slack = 0.25;
const least = 0.15;
const measures = 'input.';

export function seenInput(answers: readonly JudgedAnswer[]): SeenInput {
  const ranges: Record<string, [number, number]> = {};
  for (const { signals } of answers) {
    for (const [name, value] of Object.entries(signals)) {
      if (!name.startsWith(measures)) continue;
      const range = ranges[name];
      ranges[name] = range === undefined ? [value, value] : [Math.min(range[0], value), Math.max(range[1], value)];
    }
  }
  return {
    kinds: frequent(answers.map(({ kind }) => kind)),
    languages: frequent(answers.map(({ languageId }) => languageId)),
    ranges,
  };
}

/** `shift.new-kind`, `shift.new-language` or `shift.input`; null where the input is of a kind that was seen. */
export function outsideSeen(seen: SeenInput, answer: JudgedAnswer): Reason | null {
  if (!seen.kinds.includes(answer.kind)) {
    return { rule: 'shift.new-kind', weight: 1, data: { kind: answer.kind } };
  }
  if (!seen.languages.includes(answer.languageId)) {
    return { rule: 'shift.new-language', weight: 1, data: { language: answer.languageId } };
  }
  for (const [name, [lowest, highest]] of Object.entries(seen.ranges)) {
    const value = answer.signals[name];
    if (value === undefined) continue;
    const room = Math.max(least, slack * (highest - lowest));
    if (value < lowest - room || value > highest + room) {
      return { rule: 'shift.input', weight: 1, data: { name, value, lowest, highest } };
    }
  }
  return null;
}

function frequent(values: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].filter(([, count]) => count >= met).map(([value]) => value);
}
