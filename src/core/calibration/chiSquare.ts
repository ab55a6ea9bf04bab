// The upper tail of chi-square for an even number of degrees of freedom, where it is a finite sum.

/** P(X >= x); `freedom` even. */
export function chiSquareTailEven(x: number, freedom: number): number {
  if (x <= 0) return 1;
  const half = x / 2;
  let term = 1;
  let sum = 1;
  for (let i = 1; i < freedom / 2; i++) {
    term *= half / i;
    sum += term;
  }
  return Math.exp(-half) * sum;
}
