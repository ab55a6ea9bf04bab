// What each way to use the two tiers would have given on recorded rows: quality, money, share of strong calls, time.
import { delta, type AimNumbers } from '../src/core/aims';
import { escalationPays } from '../src/core/benefit';
import { fixedSequenceThreshold, type Certification } from '../src/core/calibration/fixedSequence';
import { priorThreshold } from '../src/core/judging/prior';
import { directLimit } from '../src/core/routing/route';
import type { ScoredRow, ScoredSet } from './scoredRows';

export interface PolicyFigures {
  /** Share of good answers shown. */
  readonly quality: number;
  /** Mean dollars a task, all calls counted. */
  readonly cost: number;
  readonly strongShare: number;
  /** Milliseconds to the whole answer. */
  readonly latencyMs: { readonly p50: number; readonly p95: number };
  /** Share of the gap between the tiers that is recovered (RouteLLM); null where there is no gap. */
  readonly pgr: number | null;
  /**
   * How much more quality a dollar over always fast buys than strong alone's does, as a share of it (AutoMix): 0 is no better than
   * mixing. Null where either costs no more than fast.
   */
  readonly ibcLift: number | null;
}

type Plain = Omit<PolicyFigures, 'pgr' | 'ibcLift'>;

/** Where the rows of a policy end: what is shown, who was asked, what it took. */
interface Outcome {
  readonly good: number;
  readonly cost: number;
  readonly strong: number;
  readonly seconds: number;
}

/** A row whose strong answer is known. */
export type WholeRow = ScoredRow & { readonly s: number };

/** What would be deployed from a scored set for an aim. */
export interface Deployment {
  readonly aim: AimNumbers;
  /** From all labels of the set. */
  readonly certification: Certification;
  /** True where the input has shifted: the certificate speaks of something else, and the prior stands. */
  readonly alarmed: boolean;
  /** For each fold, chosen without it; the prior's wherever nothing was certified. */
  readonly thresholds: readonly number[];
  /** p(hard) above which strong is asked at once. */
  readonly limit: number;
}

/** Nothing certified deploys the conservative prior; rows are scored at a threshold that their fold had no part in. */
export function deployment(set: ScoredSet, aim: AimNumbers, alarmed = false): Deployment {
  const bound = { alpha: aim.alpha, delta };
  const certification = fixedSequenceThreshold(set.labels, bound);
  const thresholds = set.foldLabels.map((labels) => {
    const apart = fixedSequenceThreshold(labels, bound);
    return !alarmed && certification.certified && apart.certified ? apart.threshold : priorThreshold(aim);
  });
  return { aim, certification, alarmed, thresholds, limit: limitOf(set.rows, aim) };
}

export function accepts(row: ScoredRow, { thresholds, aim }: Deployment): boolean {
  return row.p >= (thresholds[row.fold] ?? priorThreshold(aim));
}

export function policies(rows: readonly WholeRow[], deployed: Deployment): Record<string, PolicyFigures> {
  const routeJudge = rows.map((row) => routed(row, deployed) ?? judged(row, deployed));
  const share = mean(
    rows,
    routeJudge.map(({ strong }) => strong),
  );
  return withGains({
    'always fast': figures(rows, rows.map(fastOnly)),
    'always strong': figures(rows, rows.map(strongOnly)),
    'random mix': figures(
      rows,
      rows.map((row) => mixed(fastOnly(row), strongOnly(row), share)),
    ),
    'shuffled judge': figures(
      rows,
      rows.map((row) => mixed(judgedFast(row), escalated(row), share)),
    ),
    'route only': figures(
      rows,
      rows.map((row) => routed(row, deployed) ?? fastOnly(row)),
    ),
    'judge only': figures(
      rows,
      rows.map((row) => judged(row, deployed)),
    ),
    'route + judge': figures(rows, routeJudge),
    oracle: figures(
      rows,
      rows.map((row) => (row.y < row.s ? strongOnly(row) : fastOnly(row))),
    ),
  });
}

/** Of the route and judge together: share accepted by the judge, and the share of bad ones among them. */
export function acceptance(
  rows: readonly ScoredRow[],
  deployed: Deployment,
): { readonly coverage: number; readonly risk: number | null } {
  let total = 0;
  let accepted = 0;
  let bad = 0;
  for (const row of rows) {
    total += row.weight;
    if (goesStraight(row, deployed) || !accepts(row, deployed)) continue;
    accepted += row.weight;
    bad += row.weight * (1 - row.y);
  }
  return { coverage: total === 0 ? 0 : accepted / total, risk: accepted === 0 ? null : bad / accepted };
}

function limitOf(rows: readonly ScoredRow[], aim: AimNumbers): number {
  const average = (of: (row: ScoredRow) => number): number => mean(rows, rows.map(of));
  const contextWindow = Infinity;
  return directLimit(
    aim,
    {
      dollars: average((row) => row.fastCost + row.judgeCost),
      seconds: average((row) => row.times.fast),
      contextWindow,
    },
    { dollars: average((row) => row.strongCost), seconds: average((row) => row.times.strong), contextWindow },
  );
}

function judged(row: WholeRow, deployed: Deployment): Outcome {
  if (accepts(row, deployed)) return judgedFast(row);
  const strong = { dollars: row.strongCost, seconds: row.times.strong };
  const { pays } = escalationPays(row.p, row.measured.row.kind, deployed.aim, strong, row.q);
  return pays ? escalated(row) : judgedFast(row);
}

/** Completions are always asked of fast first. */
function goesStraight(row: ScoredRow, { limit }: Deployment): boolean {
  return row.measured.row.kind !== 'complete' && row.pHard > limit;
}

function routed(row: WholeRow, deployed: Deployment): Outcome | null {
  return goesStraight(row, deployed) ? strongOnly(row) : null;
}

const fastOnly = (row: WholeRow): Outcome => ({
  good: row.y,
  cost: row.fastCost,
  strong: 0,
  seconds: row.times.fast,
});

const strongOnly = (row: WholeRow): Outcome => ({
  good: row.s,
  cost: row.strongCost,
  strong: 1,
  seconds: row.times.strong,
});

const judgedFast = (row: WholeRow): Outcome => ({
  ...fastOnly(row),
  cost: row.fastCost + row.judgeCost,
  seconds: row.times.fast + row.times.judge,
});

const escalated = (row: WholeRow): Outcome => ({
  good: row.s,
  cost: row.fastCost + row.judgeCost + row.strongCost,
  strong: 1,
  seconds: row.times.fast + row.times.judge + row.times.strong,
});

/** The mean over all ways to draw, which is what many seeds come to. */
function mixed(a: Outcome, b: Outcome, share: number): Outcome {
  const between = (of: (outcome: Outcome) => number): number => (1 - share) * of(a) + share * of(b);
  return {
    good: between(({ good }) => good),
    cost: between(({ cost }) => cost),
    strong: share,
    seconds: between(({ seconds }) => seconds),
  };
}

/** What each recovers of the gap, and what a dollar buys. */
function withGains(
  plain: Record<'always fast' | 'always strong', Plain> & Record<string, Plain>,
): Record<string, PolicyFigures> {
  const { 'always fast': fast, 'always strong': strong } = plain;
  const gap = strong.quality - fast.quality;
  const more = strong.cost - fast.cost;
  const ofStrong = more > 0 ? gap / more : null;
  return Object.fromEntries(
    Object.entries(plain).map(([name, each]) => {
      const gain = each.quality - fast.quality;
      const cost = each.cost - fast.cost;
      const lifted = ofStrong !== null && ofStrong > 0 && cost > 0 ? gain / cost / ofStrong - 1 : null;
      return [name, { ...each, pgr: gap > 0 ? gain / gap : null, ibcLift: lifted }];
    }),
  );
}

function figures(rows: readonly WholeRow[], outcomes: readonly Outcome[]): Plain {
  const average = (of: (outcome: Outcome) => number): number => mean(rows, outcomes.map(of));
  const seconds = outcomes.map((outcome) => outcome.seconds).sort((a, b) => a - b);
  return {
    quality: average(({ good }) => good),
    cost: average(({ cost }) => cost),
    strongShare: average(({ strong }) => strong),
    latencyMs: { p50: 1000 * quantile(seconds, 0.5), p95: 1000 * quantile(seconds, 0.95) },
  };
}

function mean(rows: readonly ScoredRow[], values: readonly number[]): number {
  const total = rows.reduce((sum, { weight }) => sum + weight, 0);
  return total === 0 ? 0 : rows.reduce((sum, { weight }, i) => sum + weight * (values[i] ?? 0), 0) / total;
}

/** Of sorted values. */
export function quantile(sorted: readonly number[], q: number): number {
  const at = q * (sorted.length - 1);
  const low = sorted[Math.floor(at)] ?? 0;
  const high = sorted[Math.ceil(at)] ?? low;
  return low + (at - Math.floor(at)) * (high - low);
}
