// Signals: do the names that an answer mentions exist in what it was asked about?
import type { Signals } from '../../task';

export interface NameCheck {
  readonly signals: Signals;
  /** Mentioned in code style and found nowhere, at most five. */
  readonly unknown: readonly string[];
}

/** Identifiers as a set, for look-up: every run of letters, digits, `_` and `$` that does not start with a digit. */
export function identifiersOf(text: string): Set<string> {
  return new Set(text.match(/[A-Za-z_$][\w$]*/g) ?? []);
}

/**
 * `names.mentioned`: distinct code-styled names in the answer. `names.unknownShare`: the share of them that stands
 * nowhere in the source, 0 to 1; absent where none is mentioned. `names.covered`: share of the source's own
 * defined names that the answer speaks of, 0 to 1.
 */
export function nameCheck(answer: string, source: string, defined: readonly string[] = []): NameCheck {
  const known = identifiersOf(source);
  const mentioned = new Set<string>();
  for (const span of codeSpans(answer)) {
    for (const name of identifiersOf(span)) if (name.length > 1) mentioned.add(name);
  }
  const unknown = [...mentioned].filter((name) => !known.has(name) && !commonWords.has(name.toLowerCase()));
  const signals: Record<string, number> = { 'names.mentioned': mentioned.size };
  if (mentioned.size > 0) signals['names.unknownShare'] = unknown.length / mentioned.size;
  if (defined.length > 0) {
    const words = identifiersOf(answer);
    signals['names.covered'] = defined.filter((name) => words.has(name)).length / defined.length;
  }
  return { signals, unknown: unknown.slice(0, 5) };
}

/** What stands between single backticks on one line; fenced blocks are examples and may hold new names. */
function codeSpans(answer: string): string[] {
  const spans: string[] = [];
  let fenced = false;
  for (const line of answer.split('\n')) {
    if (line.trimStart().startsWith('```')) {
      fenced = !fenced;
      continue;
    }
    if (fenced) continue;
    const parts = line.split('`');
    for (let i = 1; i < parts.length - 1; i += 2) spans.push(parts[i] ?? '');
  }
  return spans;
}

/** Words that are written in code style without being names of the program. */
const commonWords = new Set(
  (
    'true false null none nil undefined this self super void int float double string str bool boolean list dict tuple set map ' +
    'array object number bigint symbol any unknown never promise async await return if else elif for while do switch case try ' +
    'catch except finally throw raise with yield import export from def function class const let var new lambda in not and or is ' +
    'len print range console log error exception typeerror valueerror keyerror indexerror'
  ).split(' '),
);
