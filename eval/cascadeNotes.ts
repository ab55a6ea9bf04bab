// Says in words what the data of a report cannot support, and what a certificate rests on.
import { delta } from '../src/core/aims';
import type { Certification } from '../src/core/calibration/fixedSequence';
import { weightedMean } from './cascadeFigures';
import type { WholeRow } from './cascadePolicies';
import type { ScoredRow } from './scoredRows';

const noise = 0.05;
const fewestToRank = 30;

export function notes(rows: readonly ScoredRow[], both: readonly WholeRow[], supported: boolean): string[] {
  const said: string[] = [];
  const right = rows.filter(({ y }) => y === 1).length;
  const wrong = rows.length - right;
  if (right < fewestToRank || wrong < fewestToRank) {
    said.push(
      `The fast answers cannot be ranked reliably: ${right} are right and ${wrong} wrong, and 30 of each are wanted.`,
    );
  }
  if (rows.some(({ measured }) => !measured.row.taskNamed)) {
    said.push('Rows that name no task are taken for answers that somebody waited for (edit), not for completions.');
  }
  if (rows.some(({ signals }) => signals['behaviour.agreement'] !== undefined)) {
    said.push(
      'Behaviour is known only offline: Weir runs no code that a model wrote, so in production the signal is agreement by text ' +
        '(samples.agreement). Of its measures Cohen’s kappa (behaviour.beyondChance) was first chosen with public logs in view, and then ' +
        'tried beside plain agreement (behaviour.agreement) on answers of our own: see the README of the reports.',
    );
  }
  if (!supported) {
    said.push(
      `Policies, curves and costs are refused: both tiers' outcomes are known for ${both.length} of ${rows.length} rows.`,
    );
    return said;
  }
  if (both.length < rows.length) {
    said.push(`Policies, curves and costs rest on the ${both.length} of ${rows.length} rows with both outcomes.`);
  }
  const gap = weightedMean(both, ({ s }) => s) - weightedMean(both, ({ y }) => y);
  if (gap < noise) {
    said.push(
      `The strong tier is better by ${gap.toFixed(3)} only, less than 0.05: every comparison of policies here is noise.`,
    );
  }
  if (gap <= 0) said.push('There is no gap to recover, so APGR and CPT are refused.');
  if (both.some(({ times }) => !times.measured)) {
    said.push('Times are simulated: fast 0.3 s to the first token, then 60 tokens a second; strong 1.2 s, then 40.');
  }
  if (both.every(({ strongCost }) => strongCost === 0))
    said.push('Strong costs nothing here, so cost shares are refused.');
  return said;
}

export function certificateSentence(result: Certification, alpha: number, labels: number): string {
  const one = `at most 1 in ${Math.round(1 / alpha)} accepted answers is bad`;
  if (result.certified) {
    return `Certified: ${one}, ${Math.round(100 * (1 - delta))} % sure, from ${result.accepted} accepted answers with ${result.bad} bad.`;
  }
  if (result.tail === null) return `Not certified: ${labels} of ${result.needed} answers that "${one}" needs.`;
  return (
    `Not certified: of the ${result.accepted} best-rated answers ${result.bad} are bad, ` +
    `too many for "${one}" (tail ${result.tail.toFixed(3)}, allowed ${delta}).`
  );
}
