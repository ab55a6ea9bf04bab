// Signals: do further answers of the same model behave like this one on the same inputs? Only the offline evaluation has them:
// Weir never runs model-written code on its own.
import type { Signals } from '../../task';

/**
 * `behaviour.agreement`: share of inputs with equal output, mean over the samples. `behaviour.beyondChance`: Cohen's kappa of the
 * same, since two answers that print one thing throughout agree without having understood anything; absent under two inputs.
 * `behaviour.blank`: share of inputs on which the answer itself gave an error or nothing. All absent where nothing ran.
 */
export function behaviourSignals(own: readonly string[], samples: readonly (readonly string[])[]): Signals {
  if (own.length === 0) return {};
  const blank = own.filter(isBlank).length / own.length;
  const compared = samples.filter((sample) => sample.length === own.length);
  if (compared.length === 0) return { 'behaviour.blank': blank };
  const mean = (measure: (sample: readonly string[]) => number): number =>
    compared.reduce((sum, sample) => sum + measure(sample), 0) / compared.length;
  return {
    'behaviour.blank': blank,
    'behaviour.agreement': mean((sample) => observed(own, sample)),
    ...(own.length > 1 && { 'behaviour.beyondChance': mean((sample) => kappa(own, sample)) }),
  };
}

const nothing = new Set(['', 'None', 'null', 'undefined', 'nil']);

function isBlank(output: string): boolean {
  return nothing.has(output.trim()) || output.startsWith('E:');
}

function observed(own: readonly string[], sample: readonly string[]): number {
  return own.filter((output, i) => output === sample[i]).length / own.length;
}

function kappa(own: readonly string[], sample: readonly string[]): number {
  const counts = new Map<string, number>();
  for (const output of sample) counts.set(output, (counts.get(output) ?? 0) + 1);
  const byChance = own.reduce((sum, output) => sum + (counts.get(output) ?? 0), 0) / own.length ** 2;
  return byChance >= 1 ? 0 : (observed(own, sample) - byChance) / (1 - byChance);
}
