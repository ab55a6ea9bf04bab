// Replaces secrets by placeholders that stay the same within a session, and puts them back into answers and patches.
// What comes out of `restore` is for the user's own editor: never log it, never store it, never send it.
import { findSecrets } from './findSecrets';
import type { SecretSpan } from './secretSpan';

export interface Redacted {
  readonly text: string;
  /** Start, end (excluded) and kind of each secret in the text that was given. */
  readonly spans: readonly (readonly [start: number, end: number, kind: string])[];
}

/** Ends a redaction that did not come to its end: nothing may be sent then. */
export class RedactionFailed extends Error {
  constructor(why: string, cause?: unknown) {
    super(`The request was not sent, because its secrets could not be removed: ${why}.`, { cause });
    this.name = 'RedactionFailed';
  }
}

const placeholder = /«secret:[a-z0-9-]+#[0-9]+»/g;

/** The placeholders in a text, each once. */
export const placeholdersIn = (text: string): ReadonlySet<string> => new Set(text.match(placeholder));

/** One session's secrets. The same secret gets the same placeholder, so that a model can tell two apart. */
export class Redactor {
  private readonly bySecret = new Map<string, string>();
  private readonly byPlaceholder = new Map<string, string>();
  private readonly counts = new Map<string, number>();
  /** Placeholders that some text held before they stood for anything: restoring them would plant a secret there. */
  private readonly taken = new Set<string>();

  /** `checkTime` is called between steps and throws where the time is up. */
  redact(text: string, checkTime?: () => void): Redacted {
    const spans = findSecrets(text, checkTime);
    if (text.includes('«secret:')) {
      for (const [literal] of text.matchAll(placeholder)) if (!this.byPlaceholder.has(literal)) this.taken.add(literal);
    }
    const pieces: string[] = [];
    let from = 0;
    for (const { start, end, kind } of spans) {
      pieces.push(text.slice(from, start), this.placeholderFor(text.slice(start, end), kind));
      from = end;
    }
    pieces.push(text.slice(from));
    return { text: pieces.join(''), spans: spans.map(({ start, end, kind }: SecretSpan) => [start, end, kind]) };
  }

  /** Puts back the secrets whose placeholders this session gave out; where `own` is given, only those that are in it. */
  restore(text: string, own?: ReadonlySet<string>): string {
    return text.replace(placeholder, (found) =>
      own === undefined || own.has(found) ? (this.byPlaceholder.get(found) ?? found) : found,
    );
  }

  /**
   * What reads like a placeholder of another request, and is none any more: their numbers can be guessed, and a file that says one
   * must not be given the secret. Only for text that was not redacted yet.
   */
  disarm(text: string): string {
    if (!text.includes('«secret:')) return text;
    return text.replace(placeholder, (found) => (this.byPlaceholder.has(found) ? found.replace('#', '-') : found));
  }

  placeholderFor(secret: string, kind: string): string {
    const known = this.bySecret.get(secret);
    if (known !== undefined) return known;
    let count = this.counts.get(kind) ?? 0;
    let made: string;
    do made = `«secret:${kind}#${++count}»`;
    while (this.taken.has(made));
    this.counts.set(kind, count);
    this.bySecret.set(secret, made);
    this.byPlaceholder.set(made, secret);
    return made;
  }
}

/** For one text on its own. */
export function redact(text: string): Redacted {
  return new Redactor().redact(text);
}
