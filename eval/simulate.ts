// The `simulate` command: worlds of known risk, where what a calibration promises can be checked, and certifying nothing is a failure.
import { mkdir, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import type { Command } from './command';
import { calibration, type Calibrations } from './simulatedCalibration';
import { budgetRuns, type BudgetRuns } from './simulatedBudget';
import { choices, type Choice } from './simulatedChoice';
import { certification, type Certifications } from './simulatedCertification';
import { drift, type Drifts } from './simulatedDrift';

export const simulate: Command = async (_lines, options, write) => {
  const report = {
    certification: [0.05, 0.1, 0.2].map((alpha) => certification(alpha, 500)),
    calibration: calibration(50),
    choices: choices(50),
    drift: drift(200),
    budget: await budgetRuns(10),
  };
  await write(report);
  const folder = options['report'];
  if (folder === undefined) return 0;
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'report.md'), markdown(report, folder));
  return 0;
};

interface Simulated {
  readonly certification: readonly Certifications[];
  readonly calibration: Calibrations;
  readonly choices: readonly Choice[];
  readonly drift: Drifts;
  readonly budget: BudgetRuns;
}

function markdown(
  { certification: certified, calibration: fitted, choices: chosen, drift: years, budget }: Simulated,
  folder: string,
): string {
  return [
    '# Worlds of known risk',
    '',
    `\`npm run -s eval -- simulate --report ${folder}\``,
    '',
    `${cpus()[0]?.model ?? 'unknown processor'}, ${cpus().length} cores, Node ${process.versions.node}, ${new Date().toISOString().slice(0, 10)}.`,
    '',
    '## Certification: 300 labels, AUROC 0.87, 25 % bad',
    '',
    '| α | runs | certified | violated, of all | allowed | coverage | a fixed 0.5 breaks α |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...certified.map((each) =>
      [
        '',
        each.alpha,
        each.runs,
        each.certifiedShare.toFixed(3),
        each.violatedShare.toFixed(3),
        each.allowed.toFixed(3),
        each.coverage.toFixed(3),
        each.naiveViolated.toFixed(3),
        '',
      ]
        .join(' | ')
        .trim(),
    ),
    '',
    '## Calibration: fitted on 300 labels, scored on 20,000 fresh answers',
    '',
    `Of ${fitted.runs} fits: ECE median ${fitted.eceMedian.toFixed(3)}, worst ${fitted.eceWorst.toFixed(3)} (10 bins of equal mass); AUROC median ${fitted.aurocMedian.toFixed(3)}.`,
    '',
    '## Leaving weak signals out where the evidence says so: 164 labels, 4,000 fresh answers, 25 % bad',
    '',
    `Means of ${chosen[0]?.runs ?? 0} runs; a third of the weak signals tells good from bad by so many deviations. Natural-log loss an answer, less is better.`,
    '',
    '| a test ran | weak signals tell | loss: by evidence | all kept | AUROC: by evidence | all kept |',
    '| --- | --- | --- | --- | --- | --- |',
    ...chosen.map(({ tests, told, chosen: kept, all }) =>
      [
        ...['', tests ? 'yes' : 'no', told.toFixed(1), kept.loss.toFixed(3), all.loss.toFixed(3)],
        ...[kept.auroc.toFixed(3), all.auroc.toFixed(3), ''],
      ]
        .join(' | ')
        .trim(),
    ),
    '',
    `## Drift: ${years.runs} simulated years of ${years.tasks} tasks, 10 % bad, then 30 % with unchanged confidence, 30 % labelled`,
    '',
    `- Delay of the alarm: median ${years.delayMedian.toFixed(0)} labels, 90 % within ${years.delayP90.toFixed(0)}; not noticed in ${years.unnoticed} runs.`,
    `- At most one false alarm in ${years.tasks} steady tasks in ${(100 * years.quietShare).toFixed(1)} % of runs; ${years.steadyAlarms.toFixed(3)} a run on average.`,
    `- Bad answers accepted after the change, a run: ${years.badWithAlarm.toFixed(0)} until the alarm, ${years.badWithout.toFixed(0)} where nobody looks.`,
    '',
    `## Budget: ${budget.windows} windows, each a thread with a connection of its own, against one limit of $${budget.limit.toFixed(2)}`,
    '',
    `- In ${budget.runs} runs, ${budget.allowed} calls of at most $${budget.dearestTask.toFixed(2)} were let through and ${budget.refused} refused.`,
    `- Over the limit by at most $${budget.overBy.toFixed(4)}; at least ${(100 * budget.leastUsed).toFixed(1)} % of it could be used.`,
    '',
  ].join('\n');
}
