// What the user's aim means in numbers. The table is the whole definition; nothing else reads `weir.aim`.
import type { Aim } from './settings';
import type { TaskKind } from './task';

export interface AimNumbers {
  /** Largest share of accepted answers that may be bad. */
  readonly alpha: number;
  /** Dollars that a second of the user's waiting is worth. */
  readonly secondPrice: number;
  /** Seconds to read and discard a bad answer. */
  readonly discardSeconds: number;
}

/** Confidence of every certificate is 1 - delta. */
export const delta = 0.1;

const table: Record<Aim, { alpha: number; v: number; explicit: number; completion: number }> = {
  cost: { alpha: 0.2, v: 0.001, explicit: 30, completion: 2 },
  speed: { alpha: 0.2, v: 0.02, explicit: 30, completion: 2 },
  balanced: { alpha: 0.1, v: 0.005, explicit: 30, completion: 2 },
  quality: { alpha: 0.05, v: 0.02, explicit: 90, completion: 6 },
};

export function aimNumbers(aim: Aim, kind: TaskKind): AimNumbers {
  const row = table[aim];
  return {
    alpha: row.alpha,
    secondPrice: row.v,
    discardSeconds: kind === 'complete' ? row.completion : row.explicit,
  };
}

/** L: dollars lost when a bad answer is shown. */
export function lossOfBadAnswer(numbers: AimNumbers): number {
  return numbers.secondPrice * numbers.discardSeconds;
}
