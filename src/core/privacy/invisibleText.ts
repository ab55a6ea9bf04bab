// Finds characters that carry text nobody sees: tags, smuggled variation selectors, zero width, direction controls.
// Emoji, Arabic, Hebrew and Indic scripts keep the joiners, selectors and marks that they need. Words nothing for a reader.

/** Zero-width characters and controls of the basic plane that no reader can see. Variation selectors included. */
export function isInvisible(code: number): boolean {
  if (code < 0xad) return false;
  if (code === 0xad || code === 0x34f || code === 0x61c || code === 0x115f || code === 0x1160 || code === 0x3164)
    return true;
  if (code === 0x17b4 || code === 0x17b5 || code === 0xfeff || code === 0xffa0) return true;
  if (code >= 0x180b && code <= 0x180f) return true;
  if (code >= 0x200b && code <= 0x200f) return true;
  if (code >= 0x202a && code <= 0x202e) return true;
  if (code >= 0x2060 && code <= 0x206f) return true;
  return (code >= 0xfe00 && code <= 0xfe0f) || (code >= 0xfff0 && code <= 0xfffb);
}

const isInvisiblePoint = (code: number): boolean =>
  code <= 0xffff
    ? isInvisible(code)
    : (code >= 0xe0000 && code <= 0xe0fff) ||
      (code >= 0x1d173 && code <= 0x1d17a) ||
      (code >= 0x1bca0 && code <= 0x1bca3);

const anyInvisible =
  /[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb]|[\u{1bca0}-\u{1bca3}\u{1d173}-\u{1d17a}\u{e0000}-\u{e0fff}]/u;

/** Scripts in which the two joiners change the shape of letters. */
const joiningScript =
  /[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Mongolian}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}]/u;
const pictograph = /\p{Extended_Pictographic}|[\u{1f3fb}-\u{1f3ff}\u{1f1e6}-\u{1f1ff}]|[0-9#*]/u;
const ideograph = /\p{Unified_Ideograph}|\p{Script=Phags_Pa}|\p{Script=Myanmar}/u;
// A letter, since the marks themselves belong to the script.
const rightToLeft = /(?=\p{L})[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

interface Neighbours {
  /** The last visible character before, its own selectors skipped. */
  readonly before: string;
  readonly directlyBefore: string;
  readonly after: string;
  readonly mixed: () => boolean;
}

/** Whether an invisible character does its proper work between its neighbours. */
function belongs(code: number, { before, directlyBefore, after, mixed }: Neighbours): boolean {
  const direct = directlyBefore === before;
  if (code === 0x200d) {
    return (pictograph.test(before) && pictograph.test(after)) || (direct && joiningScript.test(before));
  }
  if (code === 0x200c) return direct && joiningScript.test(before) && joiningScript.test(after);
  if (code === 0xfe0f || code === 0xfe0e) return direct && pictograph.test(before);
  if (code >= 0xe0100 && code <= 0xe01ef) return direct && ideograph.test(before);
  if (code >= 0xfe00 && code <= 0xfe02) return direct && ideograph.test(before);
  if (code >= 0x180b && code <= 0x180f) return /\p{Script=Mongolian}/u.test(before);
  if (code === 0x17b4 || code === 0x17b5) return /\p{Script=Khmer}/u.test(before);
  // Marks and isolates order mixed text; overrides and embeddings can only disguise it.
  return (code === 0x200e || code === 0x200f || code === 0x61c || (code >= 0x2066 && code <= 0x2069)) && mixed();
}

/** Tags after a black flag, closed by the cancel tag: the flags of England, Scotland and Wales. */
function flagLength(characters: readonly string[], at: number): number {
  if (characters[at] !== '\u{1f3f4}') return 0;
  let i = at + 1;
  while (i - at <= 8 && /^[\u{e0030}-\u{e0039}\u{e0061}-\u{e007a}]$/u.test(characters[i] ?? '')) i++;
  return i > at + 3 && characters[i] === '\u{e007f}' ? i - at : 0;
}

/** A run of a text: what can be seen, or one character that cannot. */
export interface TextPart {
  readonly text: string;
  readonly invisible: boolean;
}

/** Joined, the parts are the text. Linear. */
export function partsOf(text: string): TextPart[] {
  if (!anyInvisible.test(text)) return text === '' ? [] : [{ text, invisible: false }];
  const parts: TextPart[] = [];
  let seen = '';
  for (const [index, line] of text.split('\n').entries()) {
    if (index > 0) seen += '\n';
    if (!anyInvisible.test(line)) {
      seen += line;
      continue;
    }
    for (const part of partsOfLine(line)) {
      if (!part.invisible) {
        seen += part.text;
        continue;
      }
      if (seen !== '') parts.push({ text: seen, invisible: false });
      seen = '';
      parts.push(part);
    }
  }
  if (seen !== '') parts.push({ text: seen, invisible: false });
  return parts;
}

export function stripInvisible(text: string): string {
  if (!anyInvisible.test(text)) return text;
  return partsOf(text)
    .map((part) => (part.invisible ? '' : part.text))
    .join('');
}

function* partsOfLine(line: string): Generator<TextPart> {
  const characters = [...line];
  let rightToLeftLine: boolean | null = null;
  const mixed = (): boolean => (rightToLeftLine ??= rightToLeft.test(line));
  const visible = (step: number, from: number): string => {
    let i = from;
    // A proper sequence has one selector, a skin tone or a few joiners between its parts.
    for (let n = 0; n < 4 && i >= 0 && i < characters.length; n++, i += step) {
      if (!isInvisiblePoint(characters[i]?.codePointAt(0) ?? 0)) return characters[i] ?? '';
    }
    return '';
  };
  for (let i = 0; i < characters.length; i++) {
    const flag = flagLength(characters, i);
    const text = flag > 0 ? characters.slice(i, i + flag + 1).join('') : (characters[i] ?? '');
    const code = text.codePointAt(0) ?? 0;
    const invisible =
      flag === 0 &&
      isInvisiblePoint(code) &&
      !belongs(code, {
        before: visible(-1, i - 1),
        directlyBefore: characters[i - 1] ?? '',
        after: visible(1, i + 1),
        mixed,
      });
    yield { text, invisible };
    i += flag;
  }
}
