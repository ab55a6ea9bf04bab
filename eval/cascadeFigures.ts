// The figures of a scored set by name: what the report says, and what the bootstrap draws again.
import { auroc, brier, ece, type Forecast } from '../src/core/calibration/metrics';
import type { Figures } from './bootstrap';
import { acceptance, policies, type Deployment, type WholeRow } from './cascadePolicies';
import { curveFigures, deferralCurve, type CurveFigures, type CurvePoint, type DeferralRow } from './deferralCurve';
import type { ScoredRow } from './scoredRows';
import { aurocBySignal } from './signalRanking';

export interface JudgeFigures {
  readonly auroc: number | null;
  readonly ece: number | null;
  readonly brier: number | null;
  /** Largest share that can be accepted with at most one in ten bad; a point on the curve, not a certificate. */
  readonly coverageAtPrecision90: number;
}

export const isWhole = (row: ScoredRow): row is WholeRow => row.s !== null;

export function weightedMean<T extends { readonly weight: number }>(
  rows: readonly T[],
  of: (row: T) => number,
): number {
  const total = rows.reduce((sum, { weight }) => sum + weight, 0);
  return total === 0 ? 0 : rows.reduce((sum, row) => sum + row.weight * of(row), 0) / total;
}

export function judgeFigures(rows: readonly ScoredRow[]): JudgeFigures {
  const forecasts = rows.map(({ said, y, weight }): Forecast => ({ p: said, y, weight }));
  return {
    auroc: auroc(rows),
    ece: ece(forecasts),
    brier: brier(forecasts),
    coverageAtPrecision90: coverageAt(rows, 0.9),
  };
}

/** How well p tells apart where escalating helps: the fast answer bad and the strong one good. */
export function benefitRanking(rows: readonly WholeRow[]): number | null {
  return auroc(rows.map(({ p, q, y, s, weight }): Forecast => ({ p: q - p, y: s > y ? 1 : 0, weight })));
}

export function curveOf(rows: readonly WholeRow[]): CurvePoint[] {
  return deferralCurve(rows.map(deferral));
}

export function curveFiguresOf(rows: readonly WholeRow[]): CurveFigures {
  return curveFigures(
    curveOf(rows),
    weightedMean(rows, ({ strongCost }) => strongCost),
  );
}

/** Every figure of the report under a dotted name. */
export function namedFigures(
  rows: readonly ScoredRow[],
  whole: readonly WholeRow[] | null,
  deployed: Deployment,
): Figures {
  const { coverage, risk } = acceptance(rows, deployed);
  const named: Record<string, number | null> = {
    fast: weightedMean(rows, ({ y }) => y),
    ...judgeFigures(rows),
    'deployed.coverage': coverage,
    'deployed.risk': risk,
  };
  for (const [name, value] of Object.entries(aurocBySignal(rows))) named[`aurocBySignal.${name}`] = value;
  if (whole === null) return named;
  Object.assign(named, curveFiguresOf(whole));
  named['strong'] = weightedMean(whole, ({ s }) => s);
  named['aurocBenefit'] = benefitRanking(whole);
  for (const [name, policy] of Object.entries(policies(whole, deployed))) {
    named[`policies.${name}.quality`] = policy.quality;
    named[`policies.${name}.cost`] = policy.cost;
    named[`policies.${name}.strongShare`] = policy.strongShare;
    named[`policies.${name}.latencyMs.p50`] = policy.latencyMs.p50;
    named[`policies.${name}.latencyMs.p95`] = policy.latencyMs.p95;
  }
  named['deployed.strongShare'] = named['policies.route + judge.strongShare'] ?? null;
  named['deployed.quality'] = named['policies.route + judge.quality'] ?? null;
  return named;
}

function deferral(row: WholeRow): DeferralRow {
  const { weight, y, s, p, fastCost, judgeCost, strongCost } = row;
  return { weight, y, s, trust: p, fastCost: fastCost + judgeCost, strongCost };
}

function coverageAt(rows: readonly ScoredRow[], precision: number): number {
  const sorted = [...rows].sort((a, b) => b.p - a.p);
  const total = sorted.reduce((sum, { weight }) => sum + weight, 0);
  let accepted = 0;
  let good = 0;
  let best = 0;
  for (const [i, { p, y, weight }] of sorted.entries()) {
    accepted += weight;
    good += weight * y;
    if (sorted[i + 1]?.p !== p && good >= precision * accepted) best = accepted / total;
  }
  return best;
}
