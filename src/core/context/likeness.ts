// How much a piece of code speaks of the same things as a failure: parts of names, the rare ones counting most.
// Finds what no import and no exact name leads to. Knows no grammar.
import { identifiersOf } from './identifiers';
import { partsOf } from './nameParts';

/** The words of a failure, each with its weight. */
export class FailureWords {
  private readonly weights = new Map<string, number>();

  add(text: string, weight: number): void {
    for (const [name, count] of identifiersOf(text)) {
      for (const part of partsOf(name)) {
        const known = this.weights.get(part) ?? 0;
        // Said once or ten times makes little difference.
        this.weights.set(part, Math.max(known, weight * (1 + Math.log(count) / 4)));
      }
    }
  }

  of(part: string): number {
    return this.weights.get(part) ?? 0;
  }
}

export interface Document {
  /** The path, the name: what it is about. */
  readonly title: string;
  readonly text: string;
}

const titleWorth = 3;
const saturation = 1.2;
const lengthShare = 0.6;

/** A score for each document (BM25 over parts of names); 0 where nothing is shared. Linear in the documents' length. */
export function likenesses(words: FailureWords, documents: readonly Document[]): readonly number[] {
  const counted = documents.map(({ title, text }) => countParts(title, text));
  const spread = new Map<string, number>();
  let total = 0;
  for (const { counts, size } of counted) {
    total += size;
    for (const part of counts.keys()) spread.set(part, (spread.get(part) ?? 0) + 1);
  }
  const average = Math.max(1, total / Math.max(1, documents.length));
  return counted.map(({ counts, size }) => {
    let score = 0;
    for (const [part, count] of counts) {
      const weight = words.of(part);
      if (weight === 0) continue;
      const holding = spread.get(part) ?? 1;
      // What most speak of tells none of them apart.
      if (holding > documents.length / 2) continue;
      const rarity = Math.log(1 + (documents.length - holding + 0.5) / (holding + 0.5));
      score += (weight * rarity * count) / (count + saturation * (1 - lengthShare + (lengthShare * size) / average));
    }
    return score;
  });
}

function countParts(title: string, text: string): { counts: ReadonlyMap<string, number>; size: number } {
  const counts = new Map<string, number>();
  let size = 0;
  const add = (name: string, times: number): void => {
    for (const part of partsOf(name)) {
      counts.set(part, (counts.get(part) ?? 0) + times);
      size += times;
    }
  };
  for (const name of identifiersOf(title).keys()) add(name, titleWorth);
  for (const [name, count] of identifiersOf(text)) add(name, count);
  return { counts, size };
}
