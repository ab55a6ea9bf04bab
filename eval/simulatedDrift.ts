// Simulated years: a world that stays, where an alarm is false, and one that changes, where it is late.
import { calmCusum, cusumAlarm, cusumStep } from '../src/core/calibration/drift';
import { quantile } from './cascadePolicies';
import { seededRandom, type Random } from './seededRandom';

export interface Drifts {
  readonly runs: number;
  readonly tasks: number;
  /** Labels from the change to the alarm. */
  readonly delayMedian: number;
  readonly delayP90: number;
  readonly unnoticed: number;
  /** Share of runs with at most one alarm in 20,000 steady tasks. */
  readonly quietShare: number;
  readonly steadyAlarms: number;
  /** Bad answers accepted after the change: until the alarm, and where nobody looks. */
  readonly badWithAlarm: number;
  readonly badWithout: number;
}

/** 20,000 tasks, 10 % bad until 10,000 and 30 % after, confidence unchanged, 30 % of them labelled. */
export function drift(runs: number): Drifts {
  const random = seededRandom(303);
  const tasks = 20_000;
  const labelled = 0.3;
  const delays: number[] = [];
  let unnoticed = 0;
  let quiet = 0;
  let steadyAlarms = 0;
  let badWithAlarm = 0;
  let badWithout = 0;
  for (let run = 0; run < runs; run++) {
    let cusum = calmCusum;
    let alarms = 0;
    for (let task = 0; task < tasks; task++) {
      const { p, y } = answer(random, 0.1);
      if (random() >= labelled) continue;
      cusum = cusumStep(cusum, p, y);
      if (cusumAlarm(cusum, labelled) === null) continue;
      alarms++;
      cusum = calmCusum;
    }
    steadyAlarms += alarms;
    if (alarms <= 1) quiet++;

    cusum = calmCusum;
    let delay: number | null = null;
    let labels = 0;
    for (let task = 0; task < tasks; task++) {
      const changed = task >= tasks / 2;
      const { p, y } = answer(random, changed ? 0.3 : 0.1);
      if (changed && y === 0) {
        badWithout++;
        if (delay === null) badWithAlarm++;
      }
      if (delay !== null || random() >= labelled) continue;
      cusum = cusumStep(cusum, p, y);
      if (changed) labels++;
      if (cusumAlarm(cusum, labelled) === null) continue;
      if (changed) delay = labels;
      cusum = calmCusum;
    }
    if (delay === null) unnoticed++;
    else delays.push(delay);
  }
  delays.sort((a, b) => a - b);
  return {
    runs,
    tasks,
    delayMedian: quantile(delays, 0.5),
    delayP90: quantile(delays, 0.9),
    unnoticed,
    quietShare: quiet / runs,
    steadyAlarms: steadyAlarms / runs,
    badWithAlarm: badWithAlarm / runs,
    badWithout: badWithout / runs,
  };
}

/** An accepted answer: p between 0.8 and 1, right as often as p says where `bad` is 0.1, and less where more is bad. */
function answer(random: Random, bad: number): { readonly p: number; readonly y: number } {
  const doubt = 0.2 * random();
  return { p: 1 - doubt, y: random() < doubt * (bad / 0.1) ? 0 : 1 };
}
