// Made-up secrets, one of each public format, put together at run time so that none stands in the repository.
import { tokenFormats } from '../../src/core/privacy/tokenFormats';
import { seeded } from './seeded';

export interface Canary {
  readonly kind: string;
  /** What must not be seen. */
  readonly secret: string;
  /** The secret where it would stand. */
  readonly text: string;
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** A random text of a pattern of the formats' kind: classes and literals with bounds, groups of alternatives. */
export function sampleOf(source: string, random: () => number): string {
  let at = 0;
  const sequence = (): string => {
    const alternatives: string[] = [];
    let text = '';
    while (at < source.length && source.charAt(at) !== ')') {
      if (source.charAt(at) === '|') {
        at++;
        alternatives.push(text);
        text = '';
      } else text += repeated();
    }
    return alternatives[0] ?? text;
  };
  const repeated = (): string => {
    const start = at;
    const once = atom();
    const end = at;
    const [all = '', least = ''] = /^(?:\{(\d+)(?:,\d*)?\}|\?|\+)/.exec(source.slice(at)) ?? [];
    let text = all === '' ? once : '';
    for (let n = 0; n < (all === '+' ? 3 : Number(least)); n++) {
      at = start;
      text += atom();
    }
    at = end + all.length;
    return text;
  };
  const atom = (): string => {
    const character = source.charAt(at++);
    if (character === '\\') return source.charAt(at++);
    if (character === '(') {
      at += 2;
      const inner = sequence();
      at++;
      return inner;
    }
    if (character !== '[') return character;
    const close = source.indexOf(']', at);
    const member = new RegExp(source.slice(at - 1, close + 1));
    at = close + 1;
    const members = [...letters].filter((letter) => member.test(letter));
    return members[Math.floor(random() * members.length)] ?? '';
  };
  return sequence();
}

export function canaries(seed: number): Canary[] {
  const random = seeded(seed);
  // Formats of unknown makers hold only where the rest is random enough: those are for the tests of the finders.
  return tokenFormats
    .filter(({ random: heuristic }) => heuristic !== true)
    .map(({ kind, prefix, before, body, bodyOnly }) => {
      const made = sampleOf(body, random);
      const whole = sampleOf(before?.source ?? '', random) + prefix + made;
      return { kind, secret: bodyOnly === true ? made : whole, text: `value: ${whole} end` };
    });
}
