// Finds characters that a reader cannot see and shows them by their code point. Scripts and emoji that need joiners keep them.

export interface TextPiece {
  readonly text: string;
  /** True for a marker such as `U+200B` that stands in place of what could not be seen. */
  readonly invisible: boolean;
}

const hidden =
  /[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\u{1bca0}-\u{1bca3}\u{1d173}-\u{1d17a}\u{e0000}-\u{e0fff}]/u;
const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/;
const pictograph = /[\p{Extended_Pictographic}\p{Emoji_Modifier}\u{1f1e6}-\u{1f1ff}#*0-9]/u;
const joining =
  /[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Mongolian}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const rightToLeft = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/** Splits a text into what can be seen and markers for what cannot. Joined, the visible pieces are the text without the hidden ones. */
export function splitInvisible(text: string): TextPiece[] {
  if (!hidden.test(text) && !control.test(text)) return text === '' ? [] : [{ text, invisible: false }];
  const points = Array.from(text);
  const pieces: TextPiece[] = [];
  let visible = '';
  points.forEach((point, index) => {
    if ((!hidden.test(point) && !control.test(point)) || isInnocent(points, index)) {
      visible += point;
      return;
    }
    if (visible !== '') pieces.push({ text: visible, invisible: false });
    visible = '';
    pieces.push({ text: codePoint(point), invisible: true });
  });
  if (visible !== '') pieces.push({ text: visible, invisible: false });
  return pieces;
}

/** The same as one string, for places without markup (log, tooltips). */
export function showInvisible(text: string): string {
  return splitInvisible(text)
    .map((piece) => (piece.invisible ? `⟦${piece.text}⟧` : piece.text))
    .join('');
}

/** The text without what nobody can see, for what is put into a file or the clipboard. */
export function stripInvisible(text: string): string {
  return splitInvisible(text)
    .map((piece) => (piece.invisible ? '' : piece.text))
    .join('');
}

/** One line for the log: line breaks become spaces, hidden characters are shown, long texts are cut. */
export function oneLine(text: string, limit = 200): string {
  const line = showInvisible(text.replace(/[\r\n\u2028\u2029\t]+/g, ' ')).trim();
  return line.length <= limit ? line : `${line.slice(0, limit - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

function codePoint(point: string): string {
  return `U+${(point.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/** A hidden character that its neighbours need: an emoji's joiner or selector, a script's joiner, a mark beside right-to-left text. */
function isInnocent(points: readonly string[], index: number): boolean {
  const point = points[index] ?? '';
  const before = points[index - 1] ?? '';
  const after = points[index + 1] ?? '';
  if (point === '\ufe0f' || point === '\ufe0e') return pictograph.test(before);
  if (point === '\u200d') {
    const joined = before === '\ufe0f' ? (points[index - 2] ?? '') : before;
    return (pictograph.test(joined) && pictograph.test(after)) || joining.test(before);
  }
  if (point === '\u200c') return joining.test(before) && joining.test(after);
  if (point === '\u200e' || point === '\u200f' || point === '\u061c')
    return rightToLeft.test(before) || rightToLeft.test(after);
  if (/[\u180b-\u180f]/.test(point)) return /\p{Script=Mongolian}/u.test(before);
  if (/[\ufe00-\ufe02]/.test(point)) return /[\p{Script=Han}\p{Script=Myanmar}]/u.test(before);
  if (/[\u{e0100}-\u{e01ef}]/u.test(point))
    return /\p{Script=Han}/u.test(before) && !/[\u{e0100}-\u{e01ef}]/u.test(after);
  if (/[\u{e0020}-\u{e007f}]/u.test(point)) return isFlagTag(points, index);
  return false;
}

const flag = '\u{1f3f4}';
const cancelTag = '\u{e007f}';

/** The tags of 🏴󠁧󠁢󠁳󠁣󠁴󠁿 and its like: a black flag, at most six tags, a cancel tag. Anything longer carries a message. */
function isFlagTag(points: readonly string[], index: number): boolean {
  for (let start = index - 1; start >= index - 7; start -= 1) {
    const point = points[start] ?? '';
    if (point === flag) {
      const end = points.indexOf(cancelTag, start);
      return end >= index && end - start <= 7;
    }
    if (!/[\u{e0020}-\u{e007e}]/u.test(point)) return false;
  }
  return false;
}
