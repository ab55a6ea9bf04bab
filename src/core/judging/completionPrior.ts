// The judge's weights for completions before there are outcomes: slopes fitted offline, base and bounds set by hand.
// The slopes are what `npm run -s eval -- judge-prior` prints for the answers of SmolLM2 135M and Gemma 3 270M to 400 holes in
// JavaScript (eval/reports/run-javascript). Those models are far smaller than any that a user is offered, so their right answers are rarer
// and short: the base is higher than fitted, and length counts for little, lest a good model's confident block be held back.
import type { Weight } from '../logistic';

interface Prior {
  readonly base: number;
  readonly weights: readonly Weight[];
}

/** Flags that hardly any right answer raises: one slope, between those of both scores. */
const misfits: readonly Weight[] = [
  { name: 'fit.indentMismatch', weight: -2.2, centre: 0, scale: 'flag' },
  { name: 'fit.unreachable', weight: -1.8, centre: 0, scale: 'flag' },
  { name: 'fit.namesOwed', weight: -1.3, centre: 0, scale: 'flag' },
  { name: 'fit.unusedNames', weight: -0.8, centre: 0, scale: 'flag' },
  { name: 'fit.repeatsPrevious', weight: -2, centre: 0, scale: 'flag' },
];

/** Too rare among those answers to be fitted, and never right. */
const rare: readonly Weight[] = [
  { name: 'fit.repeatsNext', weight: -0.8, centre: 0, scale: 'flag' },
  { name: 'fit.openString', weight: -0.6, centre: 0, scale: 'flag' },
];

export const completionPrior: Prior = {
  base: 0.6,
  weights: [
    { name: 'logprob.doubt', weight: -1.38, centre: 1.4, cap: 4 },
    { name: 'logprob.mean', weight: 0.92, centre: -0.31, cap: 2 },
    { name: 'logprob.first', weight: 0.42, centre: -0.49, cap: 0.7 },
    { name: 'fit.lines', weight: -1, centre: 2, scale: 'log', cap: 0.4 },
    { name: 'text.words', weight: -0.25, centre: 5.7, scale: 'log', cap: 0.2 },
    { name: 'fit.brackets', weight: -0.51, centre: 0, cap: 1.1 },
    ...misfits,
    ...rare,
  ],
};

/** Where the provider gives no log-probabilities: fit alone, and a plain short answer passes. */
export const completionPriorByFit: Prior = {
  base: 0.82,
  weights: [
    { name: 'fit.lines', weight: -1.36, centre: 2, scale: 'log', cap: 0.3 },
    { name: 'text.words', weight: -0.69, centre: 5.7, scale: 'log', cap: 0.3 },
    { name: 'fit.unknownShare', weight: -0.31, centre: 0.29, cap: 0.4 },
    { name: 'fit.brackets', weight: -0.5, centre: 0, cap: 1.1 },
    ...misfits,
    ...rare,
  ],
};
