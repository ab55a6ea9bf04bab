// Shows characters that a reader cannot see by their code point. Which ones those are is core's to say.
import { partsOf } from '../core/privacy/invisibleText';

export interface TextPiece {
  readonly text: string;
  /** True for a marker such as `U+200B` that stands in place of what could not be seen. */
  readonly invisible: boolean;
}

/** Beside what core calls invisible: control characters, and the line breaks that only some programs know. */
const control = /([\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u2028\u2029])/;

/** Splits a text into what can be seen and markers for what cannot. Joined, the visible pieces are the text without the hidden ones. */
export function splitInvisible(text: string): TextPiece[] {
  return text.split(control).flatMap((stretch, index): TextPiece[] => {
    if (index % 2 === 1) return [{ text: codePoint(stretch), invisible: true }];
    return partsOf(stretch).map((part) => (part.invisible ? { text: codePoint(part.text), invisible: true } : part));
  });
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
