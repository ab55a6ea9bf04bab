// What a customer is about to buy.
import type { Article } from './article.ts';
import type { Stock } from './stock.ts';

export interface CartLine {
  readonly number: string;
  readonly count: number;
}

/** Takes everything in the cart out of the stock; resolves each line to its article. */
export function reserve(stock: Stock, lines: readonly CartLine[]): { article: Article; count: number }[] {
  return lines.map((line) => ({ article: stock.take(line.number, line.count), count: line.count }));
}

/** What the cart costs, in cents. From ten pieces of one article on, every tenth is free. */
export function priceOf(reserved: readonly { article: Article; count: number }[]): number {
  return reserved.reduce((sum, { article, count }) => sum + article.price * (count - Math.floor(count / 10)), 0);
}
