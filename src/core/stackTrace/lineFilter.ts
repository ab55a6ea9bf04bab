// Which formats a line may open a trace of, from its first and last characters and what is known of it: most lines of most
// texts are passed over without asking anybody. The formats say themselves how their traces begin; nothing is read here.
import type { TraceLine } from './traceLines';

/** How the lines look with which a format's traces begin: in one of these ways. */
export interface Opening {
  readonly starts?: readonly string[];
  readonly ends?: readonly string[];
  readonly within?: readonly string[];
  /** A colon with a digit behind it, as in `file:12`. */
  readonly place?: true;
  readonly at?: true;
}

/** A word, and the formats (bits) that it speaks for. */
type Words = [word: string, formats: number][];

export class LineFilter {
  private readonly starts = new Map<number, Words>();
  private readonly ends = new Map<number, Words>();
  private readonly within: Words = [];
  private place = 0;
  private at = 0;

  /** @param verbatim words of the lines that will be asked about stand in the text: those that do not are not looked for */
  constructor(openings: readonly Opening[], text: string, verbatim: boolean) {
    openings.forEach((opening, index) => {
      const format = 1 << index;
      for (const word of opening.starts ?? []) listed(this.starts, word.charCodeAt(0)).push([word, format]);
      for (const word of opening.ends ?? []) listed(this.ends, word.charCodeAt(word.length - 1)).push([word, format]);
      for (const word of opening.within ?? []) {
        if (!verbatim || text.includes(word)) this.within.push([word, format]);
      }
      if (opening.place === true) this.place |= format;
      if (opening.at === true) this.at |= format;
    });
  }

  /** One bit for each format that may read the line, in their order. */
  formatsFor({ trimmed, hasPlace, hasAt }: TraceLine): number {
    let formats = (hasPlace ? this.place : 0) | (hasAt ? this.at : 0);
    const starts = this.starts.get(trimmed.charCodeAt(0));
    if (starts !== undefined) for (const [word, format] of starts) if (trimmed.startsWith(word)) formats |= format;
    const ends = this.ends.get(trimmed.charCodeAt(trimmed.length - 1));
    if (ends !== undefined) for (const [word, format] of ends) if (trimmed.endsWith(word)) formats |= format;
    for (const [word, format] of this.within) if (trimmed.includes(word)) formats |= format;
    return formats;
  }
}

function listed(lists: Map<number, Words>, code: number): Words {
  const known = lists.get(code);
  if (known !== undefined) return known;
  const made: Words = [];
  lists.set(code, made);
  return made;
}
