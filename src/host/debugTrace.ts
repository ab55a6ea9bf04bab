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
    const read = readIn(parts, files, text);
    if (read.trace.frames.length === 0 && typeof text === 'string') continue;
    await run(parts, files, read, extra);
    return true;
  }
  return false;
}

/** Whether a text holds a trace with a frame in this workspace: what may be offered without being asked for. */
export async function concernsWorkspace(
  parts: Pick<TaskParts, 'workspace' | 'session'>,
  text: string,
): Promise<ReadTrace | null> {
  // Most output holds no trace: then no file has to be looked for.
  if (!vscode.workspace.isTrusted || parseStackTrace(text).frames.length === 0) return null;
  const read = readIn(parts, await parts.workspace.files(), text);
  return read.suspects.length > 0 ? read : null;
}

function readIn(
  { workspace, session }: Pick<TaskParts, 'workspace' | 'session'>,
  files: readonly string[],
  text: string | PrintedTrace,
): ReadTrace {
  const { folders } = workspace;
  const given = typeof text === 'string' ? text.slice(0, maxCharacters) : text;
  return readTrace(given, files, folders, session.clock, sourceMapsIn(folders));
}

async function run(
  { session, runner, workspace, patchFiles }: TaskParts,
  files: readonly string[],
  read: ReadTrace,
  extra: readonly ContextPiece[],
): Promise<void> {
  const places = read.suspects.flatMap(({ frame }) =>
    frame.path === null ? [] : [{ path: frame.path, line: frame.line ?? 1, label: frame.function ?? '' }],
  );
  const paths = [...new Set(places.map((place) => place.path))];
  const uris = paths.flatMap((path) => workspace.uriOf(path) ?? []);
  await runner.run({
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
  });
}

/** What the trace is about, in a word or two. */
export function nameOf({ trace }: ReadTrace): string {
  const error = trace.errors.at(-1);
  return error?.type ?? error?.message?.split('\n')[0]?.slice(0, 60) ?? vscode.l10n.t('stack trace');
}
