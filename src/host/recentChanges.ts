// The recent changes of a trace's files: where they are, for the collection, and what was there before, as pieces of context.
import type * as vscode from 'vscode';
import { diffHunks, type Hunk } from '../core/context/diffHunks';
import type { LocatedRange } from '../core/context/contextInput';
import type { ReadTrace } from '../core/tasks/debugTask';
import type { ContextPiece } from '../core/task';
import { gitChange } from './gitChanges';
import type { Workspace } from './workspace';

export interface RecentChanges {
  readonly ranges: LocatedRange[];
  readonly pieces: ContextPiece[];
}

/** Git is asked about the files of this many frames. */
const askedFiles = 3;
/** Lines of diffs a file: the hunks nearest to the failing line. */
const mostLines = 40;

/** Fills `found` as answers come: what is late is left out. */
export async function findRecentChanges(
  read: ReadTrace,
  workspace: Workspace,
  now: number,
  found: RecentChanges,
): Promise<void> {
  const lines = new Map<string, number>();
  for (const { frame } of read.suspects) {
    if (frame.path !== null && !lines.has(frame.path)) lines.set(frame.path, frame.line ?? 1);
  }
  const asked = [...lines].slice(0, askedFiles).map(async ([path, line]) => {
    const uri = workspace.uriOf(path);
    if (uri === null || workspace.refusal(uri) !== null) return;
    await addChange(uri, path, line, now, found);
  });
  await Promise.all(asked);
}

async function addChange(
  uri: vscode.Uri,
  path: string,
  line: number,
  now: number,
  { ranges, pieces }: RecentChanges,
): Promise<void> {
  const hunks = diffHunks((await gitChange(uri, now)) ?? '');
  const nearest = hunks.toSorted((one, other) => distance(one, line) - distance(other, line));
  ranges.push(...nearest.map(({ startLine, endLine }) => ({ path, startLine, endLine })));
  let room = mostLines;
  const kept = nearest.filter(({ lines }) => {
    const fits = lines.length <= room;
    if (fits) room -= lines.length;
    return fits;
  });
  const [first] = kept;
  if (first === undefined) return;
  const inOrder = kept.toSorted((one, other) => one.startLine - other.startLine);
  const text = inOrder.map((hunk) => [`@@ line ${hunk.startLine} @@`, ...hunk.lines].join('\n')).join('\n');
  const [startLine, endLine] = [inOrder[0]?.startLine ?? 1, inOrder.at(-1)?.endLine ?? 1];
  pieces.push({ path, startLine, endLine, text, reason: 'recent-change', score: 65 });
}

function distance({ startLine, endLine }: Hunk, line: number): number {
  return Math.max(0, startLine - line, line - endLine);
}
