// Isotonic regression by pool adjacent violators: a chance that never falls as the score rises. For many labels.

export interface IsotonicPoint {
  readonly x: number;
  readonly y: number;
  readonly weight: number;
}

export interface IsotonicFit {
  readonly kind: 'isotonic';
  /** Bins in rising order: mean score and share of good answers, one each. */
  readonly x: readonly number[];
  readonly y: readonly number[];
}

interface Pool {
  readonly points: number;
  readonly weight: number;
  readonly x: number;
  readonly y: number;
}

const fewestPoints = 5;

/** @param fewest points that a bin holds at least, where there are so many */
export function fitIsotonic(points: readonly IsotonicPoint[], fewest = fewestPoints): IsotonicFit {
  const pools = atLeast(poolViolators(tiesTogether(points)), fewest);
  return { kind: 'isotonic', x: pools.map((pool) => pool.x), y: pools.map((pool) => pool.y) };
}

/** Straight lines between the bins' centres, level outside of them. */
export function interpolate(fit: IsotonicFit, x: number): number {
  const right = fit.x.findIndex((centre) => centre >= x);
  if (right === -1) return fit.y.at(-1) ?? 0.5;
  const [x0, x1, y0, y1] = [fit.x[right - 1], fit.x[right], fit.y[right - 1], fit.y[right]];
  if (x0 === undefined || y0 === undefined || x1 === undefined || y1 === undefined) return fit.y[0] ?? 0.5;
  return y0 + ((x - x0) / (x1 - x0)) * (y1 - y0);
}

function merge(a: Pool, b: Pool): Pool {
  const weight = a.weight + b.weight;
  const mean = (left: number, right: number): number => (left * a.weight + right * b.weight) / weight;
  return { points: a.points + b.points, weight, x: mean(a.x, b.x), y: mean(a.y, b.y) };
}

function tiesTogether(points: readonly IsotonicPoint[]): Pool[] {
  const pools: Pool[] = [];
  for (const point of [...points].filter(({ weight }) => weight > 0).sort((a, b) => a.x - b.x)) {
    const pool = { points: 1, ...point };
    const last = pools.at(-1);
    if (last?.x === point.x) pools[pools.length - 1] = merge(last, pool);
    else pools.push(pool);
  }
  return pools;
}

function poolViolators(pools: readonly Pool[]): Pool[] {
  const stack: Pool[] = [];
  for (const next of pools) {
    let pool = next;
    for (let last = stack.at(-1); last !== undefined && last.y >= pool.y; last = stack.at(-1)) {
      stack.pop();
      pool = merge(last, pool);
    }
    stack.push(pool);
  }
  return stack;
}

/** A bin with too few points joins the neighbour whose share is nearer; joining neighbours keeps the order. */
function atLeast(pools: readonly Pool[], fewest: number): Pool[] {
  const kept = [...pools];
  for (;;) {
    const small = kept.findIndex((pool) => pool.points < fewest);
    const pool = kept[small];
    if (pool === undefined || kept.length === 1) return kept;
    const below = kept[small - 1];
    const above = kept[small + 1];
    const down = above === undefined || (below !== undefined && pool.y - below.y <= above.y - pool.y);
    const other = down ? below : above;
    if (other === undefined) return kept;
    kept.splice(down ? small - 1 : small, 2, down ? merge(other, pool) : merge(pool, other));
  }
}
