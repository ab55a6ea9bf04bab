// Alarms while the cascade runs: the judge has become too sure, or far too much escalates. Limits from exact tails; no clock, no store.
import type { Reason } from '../task';
import { binomialTail, binomialUpperTail } from './binomial';
import { chiSquareTailEven } from './chiSquare';
import { ece, reliability, type Forecast } from './metrics';

/** All alarms together: one false alarm in so many steady tasks. */
export const steadyTasks = 20_000;
/** CUSUM, storm, rolling calibration and stability share the budget evenly. */
const alarmsSharing = 4;

/** Odds of a bad answer that the CUSUM is quickest to notice, against those that p promises. */
const oddsRatio = 3;

/** Plain data, kept between answers. */
export interface Cusum {
  readonly sum: number;
  readonly labels: number;
}

export const calmCusum: Cusum = { sum: 0, labels: 0 };

/**
 * One label more. The step is the log-likelihood ratio of "the odds of bad are three times what p says" against "p is right": it
 * grows with p - y, and weighs a surprise by how sure the judge was.
 * @param p chance of good that was logged, 0 to 1
 * @param y 1 good, 0 bad
 */
export function cusumStep(cusum: Cusum, p: number, y: number): Cusum {
  const bad = 1 - Math.min(1 - 1e-3, Math.max(1e-3, p));
  const step = (y === 1 ? 0 : Math.log(oddsRatio)) - Math.log(1 - bad + oddsRatio * bad);
  return { sum: Math.max(0, cusum.sum + step), labels: cusum.labels + 1 };
}

/**
 * The sum above which it is an alarm. While p is right, a walk of likelihood ratios passes e^h from any start with a chance of at
 * most e^-h (Wald), so that false alarms are at least e^h labels apart (Lorden): exact for every distribution of p.
 * @param labelled share of tasks that ever get a label, 0 to 1
 */
export function cusumLimit(labelled: number): number {
  return Math.log(Math.max(1, labelled * steadyTasks * alarmsSharing));
}

export function cusumAlarm(cusum: Cusum, labelled: number): Reason | null {
  const limit = cusumLimit(labelled);
  if (cusum.sum <= limit) return null;
  return { rule: 'drift.cusum', weight: 1, data: { sum: cusum.sum, limit, labels: cusum.labels } };
}

/** Tasks that an escalation storm is looked for in. */
export const stormWindow = 50;

/**
 * So many of the last 50 tasks escalated that the calibrated rate makes it less likely than the budget allows for one look.
 * @param escalated one entry a task, the latest last
 */
export function escalationStorm(escalated: readonly boolean[], rate: number): Reason | null {
  if (escalated.length < stormWindow) return null;
  const count = escalated.slice(-stormWindow).filter(Boolean).length;
  const tail = binomialUpperTail(count, stormWindow, rate);
  if (tail >= 1 / (steadyTasks * alarmsSharing)) return null;
  return { rule: 'drift.storm', weight: 1, data: { count, of: stormWindow, rate } };
}

/** The escalation rate over a longer stretch, either way; the exact tail instead of three deviations. */
export function escalationRateAlarm(escalated: number, tasks: number, rate: number): Reason | null {
  const tail = Math.min(binomialTail(escalated, tasks, rate), binomialUpperTail(escalated, tasks, rate));
  if (tail >= 1 / (2 * steadyTasks * alarmsSharing)) return null;
  return { rule: 'drift.escalation-rate', weight: 1, data: { share: escalated / tasks, rate } };
}

const fewestForEce = 200;
const largestEce = 0.1;

/**
 * Rolling ECE above 0.10 on at least 200 labels, where chance does not explain it: the squared distances of the ten bins, each over
 * its own variance, are nearly chi-square (Hosmer and Lemeshow).
 */
export function calibrationAlarm(forecasts: readonly Forecast[]): Reason | null {
  if (forecasts.length < fewestForEce) return null;
  const error = ece(forecasts) ?? 0;
  const bins = reliability(forecasts);
  const statistic = bins.reduce(
    (sum, { p, y, weight }) => sum + (weight * (p - y) ** 2) / Math.max(1e-3, p * (1 - p)),
    0,
  );
  if (error <= largestEce || chiSquareTailEven(statistic, 10) >= 1 / (steadyTasks * alarmsSharing)) return null;
  return { rule: 'drift.calibration', weight: 1, data: { ece: error, labels: forecasts.length } };
}
