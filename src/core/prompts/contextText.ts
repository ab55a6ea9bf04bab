// Context pieces as one stretch of prompt text, each under its path and lines. The stable part of a prompt goes first.
import type { ContextPiece } from '../task';
import { fenced } from './fenced';

/** Empty where there are no pieces; else ends with a blank line. */
export function contextText(pieces: readonly ContextPiece[]): string {
  return pieces
    .map((piece) => `${piece.path}, lines ${piece.startLine} to ${piece.endLine}:\n${fenced(piece.text, '')}\n\n`)
    .join('');
}
