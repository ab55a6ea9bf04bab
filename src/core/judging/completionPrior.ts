// The judge's weights for completions before there are outcomes: slopes fitted offline, base and bounds set by hand.
// The slopes are what `npm run -s eval -- judge-prior` prints for the answers of SmolLM2 135M and Gemma 3 270M to 400 holes in
// JavaScript (eval/reports/run-javascript). Those models are far smaller than any that a user is offered, so their right answers are rarer
// and short: the base is higher than fitted, and length counts for little, lest a good model's confident block be held back.
import type { Weight } from '../logistic';

interface Prior {
  readonly base: number;
  readonly weights: readonly Weight[];
}

/** Too rare among those answers to be fitted, and never right. */
const rare: readonly Weight[] = [
  { name: 'fit.repeatsNext', weight: -0.8, centre: 0, scale: 'flag' },
  { name: 'fit.openString', weight: -0.6, centre: 0, scale: 'flag' },
];

export const completionPrior: Prior = {
  base: 0.6,
  weights: [
    { name: 'logprob.sum', weight: 0.225, centre: -4.77, cap: 2 },
    { name: 'logprob.mean', weight: 2.03, centre: -0.3, cap: 2 },
    { name: 'logprob.first', weight: 0.65, centre: -0.49, cap: 0.7 },
    { name: 'logprob.min', weight: 0.11, centre: -1.03, cap: 0.5 },
    { name: 'fit.lines', weight: -1.14, centre: 2, scale: 'log', cap: 0.2 },
    { name: 'text.words', weight: -0.25, centre: 5.8, scale: 'log', cap: 0.2 },
    { name: 'fit.brackets', weight: -0.66, centre: 0, cap: 1.1 },
    { name: 'fit.indentMismatch', weight: -2.1, centre: 0, scale: 'flag', cap: 2.1 },
    { name: 'fit.repeatsPrevious', weight: -2, centre: 0, scale: 'flag' },
    ...rare,
  ],
};

/** Where the provider gives no log-probabilities: fit alone, and a plain short answer passes. */
export const completionPriorByFit: Prior = {
  base: 0.82,
  weights: [
    { name: 'fit.lines', weight: -1.2, centre: 2, scale: 'log', cap: 0.3 },
    { name: 'text.words', weight: -0.8, centre: 5.8, scale: 'log', cap: 0.3 },
    { name: 'fit.unknownShare', weight: -0.44, centre: 0.28, cap: 0.4 },
    { name: 'fit.brackets', weight: -0.67, centre: 0, cap: 1.1 },
    { name: 'fit.indentMismatch', weight: -2.4, centre: 0, scale: 'flag', cap: 2.4 },
    { name: 'fit.repeatsPrevious', weight: -2, centre: 0, scale: 'flag' },
    ...rare,
  ],
};
