// Exact binomial tails, and the label counts that follow from them. Knows nothing of thresholds.

/**
 * P(X <= k) for X binomial with n trials of chance p, summed exactly.
 * @param k whole number; below 0 gives 0, n and above give 1
 */
export function binomialTail(k: number, n: number, p: number): number {
  if (k < 0) return 0;
  if (k >= n) return 1;
  if (p <= 0) return 1;
  if (p >= 1) return 0;
  // In logarithms, since (1 - p)^n alone is below the smallest double for a few thousand trials.
  let logTerm = n * Math.log1p(-p);
  let largest = logTerm;
  const terms = [logTerm];
  const logOdds = Math.log(p) - Math.log1p(-p);
  for (let i = 1; i <= k; i++) {
    logTerm += Math.log((n - i + 1) / i) + logOdds;
    largest = Math.max(largest, logTerm);
    terms.push(logTerm);
  }
  return Math.min(1, Math.exp(largest) * terms.reduce((sum, term) => sum + Math.exp(term - largest), 0));
}

/** P(X >= k), exact. */
export function binomialUpperTail(k: number, n: number, p: number): number {
  return binomialTail(n - k, n, 1 - p);
}

/** Fewest labels that certify (alpha, delta) when `forgiven` of them are bad. */
export function labelsForgiving(forgiven: number, alpha: number, delta: number): number {
  let high = forgiven + 1;
  while (binomialTail(forgiven, high, alpha) > delta) high *= 2;
  let low = Math.floor(high / 2);
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (binomialTail(forgiven, middle, alpha) > delta) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Fewest labels that certify (alpha, delta) when none is bad. */
export function nMin(alpha: number, delta: number): number {
  return labelsForgiving(0, alpha, delta);
}
