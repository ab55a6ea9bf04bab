// The names that matter for a failure, and how much. Grows while definitions are found.
import { identifiersOf } from './identifiers';

export class Interest {
  private readonly weights = new Map<string, number>();

  /** The strongest reason counts, further ones add a little. */
  add(name: string, weight: number): void {
    const known = this.weights.get(name) ?? 0;
    this.weights.set(name, Math.max(known, weight) + Math.min(known, weight) * 0.15);
  }

  addText(text: string, weight: number): void {
    for (const name of identifiersOf(text).keys()) this.add(name, weight);
  }

  of(name: string): number {
    return this.weights.get(name) ?? 0;
  }

  /** The heaviest names, at most `count`. */
  heaviest(count: number): readonly (readonly [string, number])[] {
    return [...this.weights].toSorted((a, b) => b[1] - a[1]).slice(0, count);
  }
}
