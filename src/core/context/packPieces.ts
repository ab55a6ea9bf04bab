// Chooses among candidate pieces what fits a budget: best first, merged where ranges touch, spread over files.
import type { ContextPiece } from '../task';
import type { CollectedContext } from './contextInput';
import { estimateTokens } from './estimateTokens';

/** A candidate without its text: that is cut from the file once ranges are merged. */
export interface Candidate {
  readonly path: string;
  readonly startLine: number;
  readonly endLine: number;
  readonly reason: string;
  readonly score: number;
  /** The line that must stay when the piece is shortened. */
  readonly line: number;
}

const heading = 8;
const nearby = 3;
/** A second, third, … piece of the same file is worth so much of its score: a trace is understood across files. */
const sameFile = 0.72;

export function piecesInBudget(
  candidates: readonly Candidate[],
  linesOf: (path: string) => readonly string[] | null,
  budget: number,
): CollectedContext {
  const waiting = [...candidates].toSorted((a, b) => b.score - a.score);
  const chosen: ContextPiece[] = [];
  const count = new Map<string, number>();
  let tokens = 0;
  while (waiting.length > 0) {
    const next = takeBest(waiting, count);
    const lines = linesOf(next.path);
    if (lines === null || isCovered(next, chosen)) continue;
    const added = fit(next, lines, chosen, budget - tokens);
    if (added === null) continue;
    tokens += added.tokens;
    for (const merged of added.replaced) chosen.splice(chosen.indexOf(merged), 1);
    chosen.push(added.piece);
    count.set(next.path, (count.get(next.path) ?? 0) + 1);
    if (budget - tokens < 24) break;
  }
  return { pieces: chosen.toSorted((a, b) => b.score - a.score), tokens };
}

function weighted(candidate: Candidate, count: ReadonlyMap<string, number>): number {
  return candidate.score * Math.pow(sameFile, count.get(candidate.path) ?? 0);
}

/** Removes the candidate that is worth most now. The list is short (hundreds), and sorted by unweighted score. */
function takeBest(waiting: Candidate[], count: ReadonlyMap<string, number>): Candidate {
  let best = 0;
  let bestScore = -1;
  for (let at = 0; at < waiting.length; at += 1) {
    const candidate = waiting[at];
    if (candidate === undefined || candidate.score <= bestScore) break;
    const score = weighted(candidate, count);
    if (score > bestScore) {
      best = at;
      bestScore = score;
    }
  }
  const [taken] = waiting.splice(best, 1);
  return taken ?? { path: '', startLine: 1, endLine: 1, reason: '', score: 0, line: 1 };
}

function isCovered(candidate: Candidate, chosen: readonly ContextPiece[]): boolean {
  return chosen.some(
    (piece) =>
      piece.path === candidate.path && piece.startLine <= candidate.startLine && piece.endLine >= candidate.endLine,
  );
}

interface Added {
  readonly piece: ContextPiece;
  readonly replaced: readonly ContextPiece[];
  readonly tokens: number;
}

/** The piece, merged with those it touches, whole or shortened around its line; null where not even that fits. */
function fit(next: Candidate, lines: readonly string[], chosen: readonly ContextPiece[], room: number): Added | null {
  for (const reach of [Number.POSITIVE_INFINITY, 24, 10, 4]) {
    const startLine = Math.max(1, next.startLine, next.line - reach);
    const endLine = Math.min(lines.length, next.endLine, next.line + reach);
    if (endLine < startLine) return null;
    const added = merged(next, startLine, endLine, lines, chosen);
    if (added.tokens <= room) return added;
  }
  return null;
}

function merged(
  next: Candidate,
  start: number,
  end: number,
  lines: readonly string[],
  chosen: readonly ContextPiece[],
): Added {
  let startLine = start;
  let endLine = end;
  let replaced: ContextPiece[] = [];
  for (;;) {
    const touching = chosen.filter(
      (piece) => piece.path === next.path && piece.startLine <= endLine + nearby && piece.endLine >= startLine - nearby,
    );
    if (touching.length === replaced.length) break;
    replaced = touching;
    startLine = Math.min(startLine, ...replaced.map((piece) => piece.startLine));
    endLine = Math.max(endLine, ...replaced.map((piece) => piece.endLine));
  }
  const best = replaced.toSorted((a, b) => b.score - a.score)[0];
  const text = lines.slice(startLine - 1, endLine).join('\n');
  const piece: ContextPiece = {
    path: next.path,
    startLine,
    endLine,
    text,
    reason: best !== undefined && best.score >= next.score ? best.reason : next.reason,
    score: Math.max(next.score, best?.score ?? 0),
  };
  const before = replaced.reduce((sum, old) => sum + cost(old.path, old.text), 0);
  return { piece, replaced, tokens: cost(next.path, text) - before };
}

function cost(path: string, text: string): number {
  return estimateTokens(text) + estimateTokens(path) + heading;
}
