// From a printed or given trace to a debug task in the answer view. Where the trace comes from is the entrances' to know.
import * as vscode from 'vscode';
import type { PrintedTrace } from '../core/stackTrace/givenTrace';
import { parseStackTrace } from '../core/stackTrace/parseStackTrace';
import type { ContextPiece } from '../core/task';
import { debug, readTrace, type ReadTrace } from '../core/tasks/debugTask';
import { collectFor } from './collectContext';
import { diagnosticsOf } from './diagnostics';
import { sourceMapsIn } from './sourceMaps';
import { tell, type TaskParts } from './taskParts';
import type { ExplicitTask } from './taskRunner';

/** A text longer than this is no trace anybody reads; its ends hold what counts. */
const maxCharacters = 1_000_000;

/**
 * Debugs the first of the texts that holds a trace, or the first trace that was given as such; false where there is none.
 * `extra`: code that belongs to the failure and is no file of the workspace.
 */
export async function debugTrace(
  parts: TaskParts,
  texts: readonly (string | PrintedTrace)[],
  extra: readonly ContextPiece[] = [],
): Promise<boolean> {
  if (!vscode.workspace.isTrusted) {
    tell(vscode.l10n.t('Weir reads and sends nothing before you trust this workspace: use "Manage Workspace Trust".'));
    return true;
  }
  const files = await parts.workspace.files();
  for (const text of texts) {
    const read = readTraceIn(parts, files, text);
    if (read.trace.frames.length === 0 && typeof text === 'string') continue;
    await parts.runner.run(taskOf(parts, files, read, extra));
    return true;
  }
  return false;
}

/** The task for the first text that holds a trace; null where none does. For who shows it in another place. */
export async function debugTaskOf(
  parts: Omit<TaskParts, 'runner'>,
  texts: readonly string[],
): Promise<ExplicitTask | null> {
  if (!vscode.workspace.isTrusted) return null;
  const files = await parts.workspace.files();
  for (const text of texts) {
    const read = readTraceIn(parts, files, text);
    if (read.trace.frames.length > 0) return taskOf(parts, files, read, []);
  }
  return null;
}

/** Whether a text holds a trace with a frame in this workspace: what may be offered without being asked for. */
export async function concernsWorkspace(
  parts: Pick<TaskParts, 'workspace' | 'session'>,
  text: string,
): Promise<ReadTrace | null> {
  // Most output holds no trace: then no file has to be looked for.
  if (!vscode.workspace.isTrusted || parseStackTrace(text).frames.length === 0) return null;
  const read = readTraceIn(parts, await parts.workspace.files(), text);
  return read.suspects.length > 0 ? read : null;
}

export function readTraceIn(
  { workspace, session }: Pick<TaskParts, 'workspace' | 'session'>,
  files: readonly string[],
  text: string | PrintedTrace,
): ReadTrace {
  const { folders } = workspace;
  const given = typeof text === 'string' ? text.slice(0, maxCharacters) : text;
  return readTrace(given, files, folders, session.clock, sourceMapsIn(folders));
}

function taskOf(
  { session, workspace, patchFiles }: Omit<TaskParts, 'runner'>,
  files: readonly string[],
  read: ReadTrace,
  extra: readonly ContextPiece[],
): ExplicitTask {
  const places = read.suspects.flatMap(({ frame }) =>
    frame.path === null ? [] : [{ path: frame.path, line: frame.line ?? 1, label: frame.function ?? '' }],
  );
  const paths = [...new Set(places.map((place) => place.path))];
  const uris = paths.flatMap((path) => workspace.uriOf(path) ?? []);
  return {
    kind: 'debug',
    subject: [nameOf(read), places[0] && `${places[0].path}:${places[0].line}`].filter(Boolean).join(' · '),
    frames: places,
    async *start(pin, signal) {
      const tiers = await session.tiers();
      const diagnostics = diagnosticsOf(uris);
      const pieces = collectFor(session, workspace, files, diagnostics);
      const collect = async (of: ReadTrace, budget: number): Promise<readonly ContextPiece[]> => [
        ...extra,
        ...(await pieces(of, budget)),
      ];
      const languageId = read.trace.language ?? 'plaintext';
      const readFile = (path: string): Promise<string | null> => patchFiles.read(path);
      yield* debug(session, tiers, { read, languageId, collect, diagnostics, files, readFile, pin }, signal);
    },
    openFrame(index) {
      const place = places[index];
      if (place !== undefined) void workspace.open(place.path, place.line);
    },
  };
}

/** What the trace is about, in a word or two. */
export function nameOf({ trace }: ReadTrace): string {
  const error = trace.errors.at(-1);
  return error?.type ?? error?.message?.split('\n')[0]?.slice(0, 60) ?? vscode.l10n.t('stack trace');
}
