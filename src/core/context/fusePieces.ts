// Several rankings of context made one, by reciprocal-rank fusion, and cut to a budget. What changes seldom comes first, so that
// a server's prompt cache still fits after the next keystroke.
import type { ContextPiece } from '../task';
import { estimateTokens } from './estimateTokens';

/** Damps the lead of the first ranks; the usual constant of the method. */
const damping = 60;
/** Tokens of a piece's heading. */
const heading = 12;

/** From what lasts longest to what the last keys have changed. */
const byLife = ['definition', 'import', 'similar', 'diagnostic', 'recent-edit'];

/** Each list is ranked by its own source, the best first. Pieces that overlap are one, at the larger of the two. */
export function fusePieces(lists: readonly (readonly ContextPiece[])[]): readonly ContextPiece[] {
  const fused: ContextPiece[] = [];
  for (const list of lists) {
    for (const [rank, piece] of list.entries()) {
      const score = 1 / (damping + rank + 1);
      const at = fused.findIndex((other) => overlaps(other, piece));
      const other = fused[at];
      if (other === undefined) fused.push({ ...piece, score });
      else fused[at] = { ...(lines(other) >= lines(piece) ? other : piece), score: other.score + score };
    }
  }
  return fused.toSorted((a, b) => b.score - a.score);
}

/** The best pieces that fit, in the order in which they go into a prompt. */
export function piecesWithin(pieces: readonly ContextPiece[], tokens: number): readonly ContextPiece[] {
  const chosen: ContextPiece[] = [];
  let left = tokens;
  for (const piece of pieces.toSorted((a, b) => b.score - a.score)) {
    const price = estimateTokens(piece.text) + estimateTokens(piece.path) + heading;
    if (price > left) continue;
    left -= price;
    chosen.push(piece);
  }
  return chosen.toSorted((a, b) => life(a) - life(b) || compare(a.path, b.path) || a.startLine - b.startLine);
}

function life({ reason }: ContextPiece): number {
  const at = byLife.indexOf(reason);
  return at < 0 ? byLife.length : at;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** A diagnostic's words are no lines of the file: they overlap nothing. */
function overlaps(a: ContextPiece, b: ContextPiece): boolean {
  if (a.reason === 'diagnostic' || b.reason === 'diagnostic') return false;
  return a.path === b.path && a.startLine <= b.endLine && b.startLine <= a.endLine;
}

function lines(piece: ContextPiece): number {
  return piece.endLine - piece.startLine;
}
