// How much a value looks like a secret, judged from its characters alone. Knows nothing of names or places.
import { isAlnum, isDigit, isLower, isUpper } from './characters';

/**
 * `none`: a placeholder, code, or too plain. `word`: letters that read as words. `mixed`: words with digits or signs.
 * `random`: no word in it. `strong`: long and random, a secret even under a vague name.
 */
export type Likeness = 'none' | 'word' | 'mixed' | 'random' | 'strong';

const order: readonly Likeness[] = ['none', 'word', 'mixed', 'random', 'strong'];

export const atLeast = (likeness: Likeness, least: Likeness): boolean =>
  order.indexOf(likeness) >= order.indexOf(least);

const placeholders =
  /(?<![a-z])(?:your|my[-_]|example|placeholder|change[-_]?me|redacted|replace[-_]?me|dummy|sample|insert[-_]|todo(?![a-z]))|\.\.\.|…|\*\*\*|«secret:/i;
const openers = '$<%{([@«';
const runs = [
  '01234567',
  '12345678',
  'abcdefgh',
  'ABCDEFGH',
  'deadbeef',
  '00000000',
  '11111111',
  'ffffffff',
  'aaaaaaaa',
];

/** True for what says itself that it stands in for a secret: `<token>`, `${X}`, `YOUR_KEY`, `xxxx`. */
export function isFillIn(value: string): boolean {
  if (value.length === 0 || openers.includes(value.charAt(0)) || /^[xX_-]+$/.test(value)) return true;
  if (value.includes('${') || value.includes('{{') || value.includes('#{')) return true;
  // Long values hold short words by chance: only one that reads as words is held to them.
  const readsAsWords = value.length <= 24 || (value.length <= 64 && wordShare(value) >= 0.5);
  return readsAsWords ? placeholders.test(value) : value.includes('...') || value.includes('«secret:');
}

/** True for a fill-in, and for what is too plain to be one of many: an alphabet, a row of the same character. */
export function isPlaceholder(value: string): boolean {
  if (isFillIn(value)) return true;
  if (value.length <= 64 && runs.some((run) => value.includes(run))) return true;
  return distinct(value) < Math.min(5, value.length / 2);
}

/** True for what no name of anything looks like: digits, one character again and again, or no words. */
export function isNoName(value: string): boolean {
  return /(.)\1{5}/.test(value) || value.replace(/\D/g, '').length >= 4 || atLeast(likenessOf(value), 'random');
}

function distinct(value: string): number {
  return new Set(value.slice(0, 200)).size;
}

const vowels = 'aeiouyAEIOUY';
/** Words without a vowel, or too short to count, that names are full of. */
const abbreviations = new Set(
  'html http https xml xhtml css scss svg sql jwt jws ssh tls ssl tcp rsa cbc gcm ctr ecb hmac cfg ctx src str num btn msg pkg tmp bg fn js ts px db id ok x509 mbstring'.split(
    ' ',
  ),
);

/**
 * The share of letters that stand in pieces which could be words: three letters (which count a little less, since chance
 * makes many) or more, with a vowel and no long run of consonants. Pieces end at digits, signs and capitals.
 */
export function wordShare(value: string): number {
  let letters = 0;
  let inWords = 0;
  let length = 0;
  let hasVowel = false;
  let consonants = 0;
  let longest = 0;
  let allUpper = true;
  const close = (at: number): void => {
    if (abbreviations.has(value.slice(at - length, at).toLowerCase())) inWords += length;
    else if (length >= 3 && hasVowel && longest <= (length >= 7 ? 4 : 3)) inWords += length > 3 ? length : 2.4;
    length = consonants = longest = 0;
    hasVowel = false;
    allUpper = true;
  };
  for (let i = 0; i < value.length; i++) {
    const code = value.charCodeAt(i);
    const upper = isUpper(code);
    if (!upper && !isLower(code)) {
      close(i);
      continue;
    }
    if (upper && length > 0 && !allUpper) close(i);
    if (!upper && allUpper && length > 1) {
      // `HTTPServer`: the last capital belongs to the next piece.
      length--;
      close(i - 1);
      length = 1;
    }
    allUpper &&= upper;
    letters++;
    length++;
    const vowel = vowels.includes(value.charAt(i));
    hasVowel ||= vowel;
    consonants = vowel ? 0 : consonants + 1;
    longest = Math.max(longest, consonants);
  }
  close(value.length);
  return letters === 0 ? 1 : inWords / letters;
}

/** Reads at most the first 400 characters. */
export function likenessOf(whole: string): Likeness {
  if (whole.length < 4 || isPlaceholder(whole)) return 'none';
  const value = whole.slice(0, 400);
  let digits = 0;
  let letters = 0;
  let signs = 0;
  let separators = 0;
  for (let i = 0; i < value.length; i++) {
    const code = value.charCodeAt(i);
    if (code <= 32 || code > 126) return 'none';
    if (isDigit(code)) digits++;
    else if (isAlnum(code)) letters++;
    else if (code === 44 || code === 59) separators++;
    else if (!'-_./:$'.includes(value.charAt(i))) signs++;
  }
  // Lists, and the mappings of a source map.
  if (separators > 2) return 'none';
  if (letters === 0) return signs > 0 && digits > 5 ? 'mixed' : 'none';
  const share = wordShare(value);
  const various = distinct(value);
  // Words fill a long name almost wholly; chance fills a third of it.
  if (
    share < (value.length >= 24 ? 0.75 : 0.6) &&
    value.length >= 8 &&
    (digits > 0 || signs > 0 || value.length >= 16)
  ) {
    return value.length >= 20 && various >= 9 && digits > 0 ? 'strong' : 'random';
  }
  // Capitals, small letters, digits and a sign: what password rules ask for, and no identifier has.
  if (signs > 0 && digits > 0 && value.length >= 8 && /[a-z]/.test(value) && /[A-Z]/.test(value)) return 'random';
  // Digits scattered between the words: `h4v1ng0fun` reads as words to no one.
  if (digits >= 4 && digits * 3 >= letters && value.length >= 16) return 'random';
  return digits > 0 || signs > 0 ? 'mixed' : 'word';
}
