// Completions that were generated before, found again by what stands around the cursor: the same place, the same place
// typed a little further or deleted a little back, and later lines of the same text. Bounded in entries and in memory;
// a look-up reads a fixed window, never the document.
import { hashText } from './hash';
import { isBlank, toLf } from './lines';

export interface CachePlace {
  readonly model: string;
  readonly path: string;
  readonly prefix: string;
  readonly suffix: string;
}

export interface CachedCompletion<Origin> {
  /** What the caller put beside the text: where it came from. */
  readonly origin: Origin;
  /** What is left of the text at the asked place. */
  readonly text: string;
  readonly replaceSuffix: number;
  /** How the entry was found: `exact` lines above, or `fuzzy` ones that differ a little. */
  readonly match: 'exact' | 'fuzzy';
}

interface Entry<Origin> {
  readonly origin: Origin;
  readonly id: number;
  /** The line as it was when asked, before the cursor; whitespace counts. */
  readonly linePrefix: string;
  readonly text: string;
  readonly replaceSuffix: number;
  readonly linesAbove: readonly number[];
  readonly keys: readonly string[];
}

/** UTF-16 units looked at above the cursor's line and below the cursor. */
const reach = 1024;
/** Later lines of a text under which it can also be found. */
const indexedLines = 8;
/** The share of lines above that must be the same for a fuzzy hit. */
const fuzzyShare = 0.8;
const longestText = 8000;

/** `Origin`: what a caller wants to know of an answer's making, such as its trace. */
export class CompletionCache<Origin = null> {
  private readonly entries = new Map<number, Entry<Origin>>();
  private readonly byKey = new Map<string, number[]>();
  private nextId = 0;

  constructor(private readonly capacity = 250) {}

  get size(): number {
    return this.entries.size;
  }

  put(place: CachePlace, text: string, replaceSuffix: number, origin: Origin): void {
    if (text === '' || text.length > longestText) return;
    const { above, linePrefix } = split(place.prefix);
    const id = this.nextId++;
    const keys = [exactKey(place, above), fuzzyKey(place)];
    const lines = text.split('\n');
    for (let count = 1; count < Math.min(lines.length, indexedLines + 1); count++) {
      keys.push(exactKey(place, `${above}${linePrefix}${lines.slice(0, count).join('\n')}\n`));
    }
    const entry: Entry<Origin> = { id, origin, linePrefix, text, replaceSuffix, linesAbove: lineHashes(above), keys };
    this.entries.set(id, entry);
    for (const key of keys) this.byKey.set(key, [...(this.byKey.get(key) ?? []), id]);
    const oldest = this.entries.keys().next();
    if (this.entries.size > this.capacity && !oldest.done) this.remove(oldest.value);
  }

  /** The newest text that goes on from here, or null. A hit makes its entry young again. */
  get(place: CachePlace): CachedCompletion<Origin> | null {
    const { above, linePrefix } = split(place.prefix);
    const exact = this.find(exactKey(place, above), linePrefix, null);
    if (exact !== null) return { ...exact, match: 'exact' };
    const fuzzy = isBlank(linePrefix) ? null : this.find(fuzzyKey(place), linePrefix, new Set(lineHashes(above)));
    return fuzzy === null ? null : { ...fuzzy, match: 'fuzzy' };
  }

  /** Forgets every text that begins like this at this place: the user did not want it. */
  drop(place: CachePlace, text: string): void {
    const key = exactKey(place, split(place.prefix).above);
    for (const id of this.byKey.get(key) ?? []) if (this.entries.get(id)?.text.startsWith(text)) this.remove(id);
  }

  clear(): void {
    this.entries.clear();
    this.byKey.clear();
  }

  private find(
    key: string,
    linePrefix: string,
    linesAbove: ReadonlySet<number> | null,
  ): Omit<CachedCompletion<Origin>, 'match'> | null {
    for (const id of (this.byKey.get(key) ?? []).toReversed()) {
      const entry = this.entries.get(id);
      if (entry === undefined || (linesAbove !== null && shared(linesAbove, entry.linesAbove) < fuzzyShare)) continue;
      const text = restAt(entry, linePrefix, key);
      if (text === null || text === '') continue;
      this.entries.delete(id);
      this.entries.set(id, entry);
      return { text, replaceSuffix: entry.replaceSuffix, origin: entry.origin };
    }
    return null;
  }

  private remove(id: number): void {
    const entry = this.entries.get(id);
    if (entry === undefined) return;
    this.entries.delete(id);
    for (const key of entry.keys) {
      const left = (this.byKey.get(key) ?? []).filter((other) => other !== id);
      if (left.length === 0) this.byKey.delete(key);
      else this.byKey.set(key, left);
    }
  }
}

/** What the entry has beyond the line as it stands now: further typed, deleted back, or on a later line of its text. */
function restAt(entry: Entry<unknown>, linePrefix: string, key: string): string | null {
  const at = entry.keys.indexOf(key);
  const whole = entry.linePrefix + entry.text;
  if (at < 2) {
    // Whoever deletes the line's beginning, or its indentation, is about to write another line.
    const deletedAll = isBlank(linePrefix) && linePrefix.length < entry.linePrefix.length;
    return whole.startsWith(linePrefix) && !deletedAll ? whole.slice(linePrefix.length) : null;
  }
  const line = entry.text
    .split('\n')
    .slice(at - 1)
    .join('\n');
  return line.startsWith(linePrefix) ? line.slice(linePrefix.length) : null;
}

function split(prefix: string): { above: string; linePrefix: string } {
  const lineStart = prefix.lastIndexOf('\n') + 1;
  // Twice the reach, so that what is left of it without carriage returns is still enough.
  const above = toLf(prefix.slice(Math.max(0, lineStart - 2 * reach), lineStart)).slice(-reach);
  return { above, linePrefix: prefix.slice(lineStart) };
}

/** One way to make a key, for writing and for reading. White space and the suffix are part of it. */
function exactKey(place: CachePlace, above: string): string {
  return `=${identity(place)}:${hashText(above.slice(-reach))}`;
}

/** The line typed so far decides in `find`; here only what must be equal for any likeness to count. */
function fuzzyKey(place: CachePlace): string {
  return `~${identity(place)}`;
}

function identity({ model, path, suffix }: CachePlace): string {
  return `${hashText(`${model}\n${path}`)}:${hashText(toLf(suffix.slice(0, 2 * reach)).slice(0, reach))}`;
}

function lineHashes(above: string): number[] {
  const lines = above.split('\n').filter((line) => !isBlank(line));
  return lines.slice(-12).map((line) => hashText(line));
}

function shared(wanted: ReadonlySet<number>, lines: readonly number[]): number {
  if (wanted.size === 0 || lines.length === 0) return 0;
  return lines.filter((line) => wanted.has(line)).length / Math.max(wanted.size, lines.length);
}
