// How durations, money, token counts and probabilities are written everywhere. English figures; no units are translated.
import { fill, type Translate } from './translate';

// Made once, when first needed: `toLocaleString` with options makes one for each number, which takes longer than all else in a line.
let twoDecimals: Intl.NumberFormat | undefined;

/** `312 ms`, `2.1 s`, `1 min 5 s`. */
export function formatMs(ms: number): string {
  const whole = Math.round(Math.max(0, ms));
  if (whole < 1000) return `${whole} ms`;
  const tenths = Math.round(whole / 100);
  if (tenths < 600) return `${(tenths / 10).toFixed(1)} s`;
  const seconds = Math.round(whole / 1000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** Dollars. Null is a model whose price nobody knows, which is not the same as free. */
export function formatCost(dollars: number | null): string {
  if (dollars === null) return 'unpriced';
  if (dollars === 0) return '$0';
  if (dollars > 0 && dollars < 0.00005) return '<$0.0001';
  // Whole cents are written as such, however few.
  return `$${dollars.toFixed(dollars < 0.1 ? 4 : 2).replace(/(\.\d\d)00$/, '$1')}`;
}

/** Dollars for a million tokens, as a price list has them: `0.125`. */
export function formatPrice(dollars: number): string {
  return dollars.toLocaleString('en-US', { maximumFractionDigits: 4 });
}

/** Dollars beside an axis: as many decimals as its step needs, the same for all. `step` is 1, 2 or 5 times a power of ten. */
export function formatCostTick(dollars: number, step: number): string {
  return dollars === 0 ? '$0' : `$${dollars.toFixed(step < 0.01 ? decimalsOf(step) : step < 1 ? 2 : 0)}`;
}

/** The same for a share: `96.5 %`. */
export function formatShareTick(share: number, step: number): string {
  return `${(100 * share).toFixed(decimalsOf(100 * step))} %`;
}

const decimalsOf = (step: number): number => Math.max(0, Math.ceil(-Math.log10(step) - 1e-9));

/** At most two decimals, thousands apart: `12,400`, `0.83`, `−1.2` as `-1.2`. */
export function formatNumber(value: number): string {
  twoDecimals ??= new Intl.NumberFormat('en-US', { maximumFractionDigits: 2 });
  return twoDecimals.format(value);
}

/** A probability with two decimals, never rounded up to a certainty. */
export function formatP(p: number): string {
  if (p > 0.99 && p < 1) return '0.99';
  if (p > 0 && p < 0.01) return '0.01';
  return p.toFixed(2);
}

export interface TokenCounts {
  /** All that was read: fresh, cached and written to the cache. */
  readonly input: number;
  readonly cached: number;
  readonly output: number;
}

/** `412→96 tokens`, `412 (300 cached)→96 tokens`. */
export function formatTokens(tokens: TokenCounts, translate: Translate = fill): string {
  const input = formatNumber(tokens.input);
  const cached = formatNumber(tokens.cached);
  const output = formatNumber(tokens.output);
  return tokens.cached > 0
    ? translate('{input} ({cached} cached)→{output} tokens', { input, cached, output })
    : translate('{input}→{output} tokens', { input, output });
}

/** `61 %`, `2.5 %`: a share with one decimal where it is small. */
export function formatShare(share: number): string {
  return `${(100 * share).toLocaleString('en-US', { maximumFractionDigits: share < 0.1 ? 1 : 0 })} %`;
}

/** A difference with its sign: `+$1.32`, `−4 min 48 s`; nothing before a zero. */
export function signed(value: number, format: (size: number) => string): string {
  return `${value > 0 ? '+' : value < 0 ? '−' : ''}${format(Math.abs(value))}`;
}
