// Prices that the user or a policy has set, from JSON of unknown shape; they go before the table. What is no price is left out.
import type { Prices } from '../model';

export type OwnPrices = Readonly<Record<string, Prices>>;

/** Dollars for a million tokens by model; `cachedRead` and `cacheWrite` are the input's price where they are not given. */
export function ownPrices(value: unknown): OwnPrices {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return {};
  return Object.fromEntries(
    Object.entries(value).flatMap(([model, row]) => {
      const prices = pricesIn(row);
      return prices === null ? [] : [[model.toLowerCase(), prices] as const];
    }),
  );
}

/** Own price of a model, by its whole id or by what follows the maker's name; null where there is none. */
export function ownPriceOf(own: OwnPrices, model: string): Prices | null {
  const id = model.toLowerCase();
  return own[id] ?? own[id.slice(id.lastIndexOf('/') + 1)] ?? null;
}

function pricesIn(row: unknown): Prices | null {
  if (typeof row !== 'object' || row === null) return null;
  const fields = row as Readonly<Record<string, unknown>>;
  const price = (name: string, fallback?: number): number | undefined => {
    const value = fields[name] ?? fallback;
    return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : undefined;
  };
  const input = price('input');
  const output = price('output');
  const cachedRead = price('cachedRead', input);
  const cacheWrite = price('cacheWrite', input);
  if (input === undefined || output === undefined || cachedRead === undefined || cacheWrite === undefined) return null;
  return { input, cachedRead, cacheWrite, output };
}
