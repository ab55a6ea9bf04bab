// The articles of the shop, and how their numbers are read.

export interface Article {
  readonly number: string;
  readonly name: string;
  /** In cents, for one piece. */
  readonly price: number;
}

/** Reads a line of the price list such as `A-100; notebook; 2.50`. */
export function parseArticle(line: string): Article {
  const [number = '', name = '', price = '0'] = line.split(';').map((part) => part.trim());
  return { number, name, price: Math.round(Number(price) * 100) };
}

/** The letter before the dash says which shelf an article lies on. */
export function shelfOf(article: Article): string {
  return article.number.split('-')[0] ?? '';
}
