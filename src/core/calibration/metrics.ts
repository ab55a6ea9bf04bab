// How good a calibrated judge is: ranking, calibration error, Brier score. Pure sums over (p, y).

export interface Forecast {
  readonly p: number;
  /** 1 good, 0 bad. */
  readonly y: number;
  readonly weight?: number;
}

/** Chance that a good answer scores above a bad one, ties half; null where either kind is missing. */
export function auroc(forecasts: readonly Forecast[]): number | null {
  const sorted = [...forecasts].sort((a, b) => a.p - b.p);
  let good = 0;
  let bad = 0;
  let wins = 0;
  for (let i = 0; i < sorted.length;) {
    let tiedGood = 0;
    let tiedBad = 0;
    const p = sorted[i]?.p;
    for (; i < sorted.length && sorted[i]?.p === p; i++) {
      const { y = 0, weight = 1 } = sorted[i] ?? {};
      tiedGood += y * weight;
      tiedBad += (1 - y) * weight;
    }
    wins += tiedGood * (bad + tiedBad / 2);
    good += tiedGood;
    bad += tiedBad;
  }
  return good === 0 || bad === 0 ? null : wins / (good * bad);
}

export interface ReliabilityBin {
  readonly p: number;
  readonly y: number;
  readonly weight: number;
}

/** Bins of equal mass, by rising p: mean p and share of good answers. */
export function reliability(forecasts: readonly Forecast[], bins = 10): ReliabilityBin[] {
  const sorted = [...forecasts].sort((a, b) => a.p - b.p);
  const total = sorted.reduce((sum, { weight = 1 }) => sum + weight, 0);
  const sums = Array.from({ length: bins }, () => ({ p: 0, y: 0, weight: 0 }));
  let before = 0;
  for (const { p, y, weight = 1 } of sorted) {
    const bin = sums[Math.min(bins - 1, Math.floor(((before + weight / 2) / total) * bins))];
    before += weight;
    if (bin === undefined) continue;
    bin.p += p * weight;
    bin.y += y * weight;
    bin.weight += weight;
  }
  return sums.flatMap(({ p, y, weight }) => (weight > 0 ? [{ p: p / weight, y: y / weight, weight }] : []));
}

/** Expected calibration error: mean of |mean p - share good| over ten bins of equal mass. Null without forecasts. */
export function ece(forecasts: readonly Forecast[], bins = 10): number | null {
  const all = reliability(forecasts, bins);
  const total = all.reduce((sum, { weight }) => sum + weight, 0);
  return total === 0 ? null : all.reduce((sum, { p, y, weight }) => sum + weight * Math.abs(p - y), 0) / total;
}

/** Mean squared distance of p from what happened. Null without forecasts. */
export function brier(forecasts: readonly Forecast[]): number | null {
  const total = forecasts.reduce((sum, { weight = 1 }) => sum + weight, 0);
  return total === 0 ? null : forecasts.reduce((sum, { p, y, weight = 1 }) => sum + weight * (p - y) ** 2, 0) / total;
}
