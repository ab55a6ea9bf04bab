// Quality and cost as more and more of the fast answers are escalated, least trusted first; and the figures read off that curve.

export interface DeferralRow {
  readonly weight: number;
  readonly y: number;
  readonly s: number;
  /** Escalated first where lowest. */
  readonly trust: number;
  /** Dollars of the fast answer with its judge. */
  readonly fastCost: number;
  readonly strongCost: number;
}

export interface CurvePoint {
  /** Share of tasks that the strong tier answers, 0 to 1. */
  readonly share: number;
  readonly quality: number;
  /** Mean dollars a task, all calls counted. */
  readonly cost: number;
}

/** From escalating nothing to escalating all. Ties are escalated together: between two points lies a straight line. */
export function deferralCurve(rows: readonly DeferralRow[]): CurvePoint[] {
  const sorted = [...rows].sort((a, b) => a.trust - b.trust);
  const total = sorted.reduce((sum, { weight }) => sum + weight, 0);
  let share = 0;
  let quality = sorted.reduce((sum, { weight, y }) => sum + weight * y, 0);
  let cost = sorted.reduce((sum, { weight, fastCost }) => sum + weight * fastCost, 0);
  const points = [{ share: 0, quality: quality / total, cost: cost / total }];
  for (const [i, row] of sorted.entries()) {
    share += row.weight;
    quality += row.weight * (row.s - row.y);
    cost += row.weight * row.strongCost;
    if (sorted[i + 1]?.trust !== row.trust) {
      points.push({ share: share / total, quality: quality / total, cost: cost / total });
    }
  }
  return points;
}

export type Axis = 'share' | 'cost';

/** Smallest share (or cost) at which the curve reaches a quality; null where it never does. */
export function leastFor(points: readonly CurvePoint[], quality: number, axis: Axis): number | null {
  for (const [i, point] of points.entries()) {
    if (point.quality < quality - 1e-12) continue;
    const before = points[i - 1];
    if (before === undefined || point.quality === before.quality) return point[axis];
    const part = Math.min(1, Math.max(0, (quality - before.quality) / (point.quality - before.quality)));
    return before[axis] + part * (point[axis] - before[axis]);
  }
  return null;
}

export interface CurveFigures {
  readonly apgr: number | null;
  readonly cpt50: number | null;
  readonly cpt80: number | null;
  readonly aiq: number | null;
  readonly strongShareAt95: number | null;
  /** As a share of asking strong alone. */
  readonly costAt95: number | null;
}

/**
 * APGR: the mean share of the gap between the tiers that is recovered, over all shares of strong calls; CPT(x): the share that
 * recovers x % of it (RouteLLM). AIQ: mean quality over the cost range under the non-decreasing hull (RouterBench). Null where the gap is not positive.
 */
export function curveFigures(points: readonly CurvePoint[], strongCost: number): CurveFigures {
  const fast = points[0]?.quality ?? 0;
  const strong = points.at(-1)?.quality ?? 0;
  const gap = strong - fast;
  const recovering = (part: number): number | null => (gap > 0 ? leastFor(points, fast + part * gap, 'share') : null);
  const costAt95 = leastFor(points, 0.95 * strong, 'cost');
  return {
    apgr: gap > 0 ? (area(points, 'share') - fast) / gap : null,
    cpt50: recovering(0.5),
    cpt80: recovering(0.8),
    aiq: meanUnderHull(points),
    strongShareAt95: leastFor(points, 0.95 * strong, 'share'),
    costAt95: costAt95 === null || strongCost === 0 ? null : costAt95 / strongCost,
  };
}

function area(points: readonly CurvePoint[], axis: Axis): number {
  let sum = 0;
  for (const [i, point] of points.entries()) {
    const before = points[i - 1];
    if (before !== undefined) sum += ((point[axis] - before[axis]) * (point.quality + before.quality)) / 2;
  }
  return sum;
}

function meanUnderHull(points: readonly CurvePoint[]): number | null {
  const hull: CurvePoint[] = [];
  for (const point of points) {
    // Non-decreasing: spending more and getting less is never chosen.
    const best = Math.max(point.quality, hull.at(-1)?.quality ?? 0);
    const next = { ...point, quality: best };
    for (let a = hull.at(-2), b = hull.at(-1); a !== undefined && b !== undefined; a = hull.at(-2), b = hull.at(-1)) {
      const above = (b.quality - a.quality) * (next.cost - a.cost) > (next.quality - a.quality) * (b.cost - a.cost);
      if (above) break;
      hull.pop();
    }
    hull.push(next);
  }
  const width = (hull.at(-1)?.cost ?? 0) - (hull[0]?.cost ?? 0);
  return width > 0 ? area(hull, 'cost') / width : null;
}
