// The last step: reserve, price, and say what is to pay.
import { priceOf, reserve, type CartLine } from './cart.ts';
import type { Stock } from './stock.ts';

/** Cents as text: `1250` is `12.50`. */
export function formatCents(cents: number): string {
  return `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;
}

/** Sells what is in the cart and returns the line for the till. */
export function checkout(stock: Stock, customer: string, lines: readonly CartLine[]): string {
  const reserved = reserve(stock, lines);
  return `${customer} pays ${formatCents(priceOf(reserved))}`;
}
