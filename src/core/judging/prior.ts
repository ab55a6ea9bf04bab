// The judge's weights and threshold before there are outcomes: set by hand, conservative, replaced by calibration.
import type { AimNumbers } from '../aims';
import { agreementPrior } from './agreementPrior';
import { completionPrior, completionPriorByFit } from './completionPrior';
import type { Weight } from '../logistic';
import type { TaskKind } from '../task';

interface Score {
  readonly base: number;
  readonly weights: readonly Weight[];
}

/** By kind of task, with a score of its own for answers without log-probabilities where that is known better. */
export type JudgePrior = Record<TaskKind, Score & { readonly withoutLogprobs?: Score }>;

const logprobs: readonly Weight[] = [
  { name: 'logprob.mean', weight: 2.2, centre: -0.5, cap: 2 },
  { name: 'logprob.q10', weight: 0.35, centre: -1.8, cap: 1 },
];

const prose: readonly Weight[] = [
  ...logprobs,
  { name: 'text.loop', weight: -6, centre: 0, cap: 2 },
  { name: 'text.unfinished', weight: -0.8, centre: 0, scale: 'flag' },
  { name: 'text.echo', weight: -2, centre: 0.1, cap: 1.5 },
  { name: 'names.unknownShare', weight: -2.5, centre: 0.05, cap: 2 },
  { name: 'names.covered', weight: 0.8, centre: 0.5, cap: 0.6 },
  { name: 'text.onSubject', weight: 0.8, centre: 0.5, cap: 0.4 },
];

const code: readonly Weight[] = [
  { name: 'logprob.mean', weight: 2.0, centre: -0.45, cap: 2 },
  { name: 'logprob.min', weight: 0.25, centre: -2.2, cap: 1 },
  { name: 'logprob.first', weight: 0.2, centre: -0.8, cap: 0.6 },
  { name: 'fit.unknownShare', weight: -1.5, centre: 0.1, cap: 1 },
  { name: 'fit.brackets', weight: -0.6, centre: 0, cap: 1.2 },
  { name: 'fit.indentMismatch', weight: -0.5, centre: 0, scale: 'flag' },
  { name: 'fit.repeatsNext', weight: -0.8, centre: 0, scale: 'flag' },
  { name: 'fit.openString', weight: -0.6, centre: 0, scale: 'flag' },
];

/** A patch that applies, parses and names what exists is most of what can be known before it is run. */
const patched: Weight = { name: 'patch.verified', weight: 1.2, centre: 0, scale: 'flag' };

export const priorWeights: JudgePrior = {
  complete: { ...completionPrior, withoutLogprobs: completionPriorByFit },
  explain: { base: 0.75, weights: prose },
  debug: { base: 0.6, weights: [...prose, patched, agreementPrior] },
  edit: { base: 0.6, weights: [...code, patched, agreementPrior] },
  chat: { base: 0.65, weights: prose },
};

/**
 * The threshold until one is certified: stricter the less the aim forgives, and never so strict that a sound answer without
 * log-probabilities could not pass. A choice by hand, which every view says; no bound stands behind it.
 */
export function priorThreshold(aim: AimNumbers): number {
  return Math.min(0.8, Math.max(0.5, 1 - 3 * aim.alpha));
}
