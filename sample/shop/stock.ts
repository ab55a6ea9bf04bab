// How many pieces of each article there are.
import { shelfOf, type Article } from './article.ts';

export class Stock {
  private readonly pieces = new Map<string, number>();
  private readonly articles = new Map<string, Article>();

  /** Puts pieces of an article into the stock. */
  add(article: Article, count: number): void {
    this.articles.set(article.number, article);
    this.pieces.set(article.number, this.count(article.number) + count);
  }

  /** How many pieces there are; 0 for an unknown article. */
  count(number: string): number {
    return this.pieces.get(number) ?? 0;
  }

  /** Takes pieces out; throws when there are too few. */
  take(number: string, count: number): Article {
    const left = this.count(number) - count;
    const article = this.articles.get(number);
    if (!article || left < 0) throw new RangeError(`${number}: ${count} wanted, ${this.count(number)} there`);
    this.pieces.set(number, left);
    return article;
  }

  /** The shelves that hold anything, in alphabetical order. */
  shelves(): string[] {
    return [...new Set([...this.articles.values()].map(shelfOf))].sort();
  }
}
