// `weir.debug`: takes a trace from the selection, a diagnostic at the cursor, or the clipboard, and hands it to the debug task.
import * as vscode from 'vscode';
import type { Session } from '../core/session';
import { debug, readTrace, type ReadTrace } from '../core/tasks/debugTask';
import { explainDiagnostic } from './explainDiagnostic';
import { collectFor } from './collectContext';
import { diagnosticsOf } from './diagnostics';
import { sourceMapsIn } from './sourceMaps';
import type { PatchFiles } from './patchFiles';
import type { TaskRunner } from './taskRunner';
import type { Workspace } from './workspace';

/** A text longer than this is no trace anybody reads; its ends hold what counts. */
const maxCharacters = 1_000_000;

export async function debugCommand(
  session: Session,
  runner: TaskRunner,
  workspace: Workspace,
  patchFiles: PatchFiles,
  given?: string,
): Promise<void> {
  if (!vscode.workspace.isTrusted) {
    return tell(
      vscode.l10n.t('Weir reads and sends nothing before you trust this workspace: use "Manage Workspace Trust".'),
    );
  }
  const files = await workspace.files();
  for (const text of await candidates(given)) {
    const maps = sourceMapsIn(workspace.folders);
    const read = readTrace(text.slice(0, maxCharacters), files, workspace.folders, session.clock, maps);
    if (read.trace.frames.length > 0) return run(session, runner, workspace, patchFiles, files, read);
  }
  if (await explainDiagnostic(session, runner, workspace)) return;
  tell(
    vscode.l10n.t('No stack trace was found: select one in an editor, or copy it from the terminal, and try again.'),
  );
}

async function run(
  session: Session,
  runner: TaskRunner,
  workspace: Workspace,
  patchFiles: PatchFiles,
  files: readonly string[],
  read: ReadTrace,
): Promise<void> {
  const places = read.suspects.flatMap(({ frame }) =>
    frame.path === null ? [] : [{ path: frame.path, line: frame.line ?? 1, label: frame.function ?? '' }],
  );
  const paths = [...new Set(places.map((place) => place.path))];
  const uris = paths.flatMap((path) => workspace.uriOf(path) ?? []);
  const error = read.trace.errors.at(-1);
  await runner.run({
    kind: 'debug',
    subject: [error?.type ?? vscode.l10n.t('stack trace'), places[0] && `${places[0].path}:${places[0].line}`]
      .filter(Boolean)
      .join(' · '),
    frames: places,
    async *start(pin, signal) {
      const tiers = await session.tiers();
      const diagnostics = diagnosticsOf(uris);
      const collect = collectFor(session, workspace, files, diagnostics);
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

/** Where a trace may stand, in the order in which the user means it. */
async function candidates(given: string | undefined): Promise<string[]> {
  if (typeof given === 'string') return [given];
  const editor = vscode.window.activeTextEditor;
  const texts: string[] = [];
  if (editor !== undefined && !editor.selection.isEmpty) texts.push(editor.document.getText(editor.selection));
  texts.push(await vscode.env.clipboard.readText());
  // A log or an untitled text that was pasted into an editor.
  if (editor !== undefined && ['plaintext', 'log'].includes(editor.document.languageId))
    texts.push(editor.document.getText());
  return texts.filter((text) => text.trim() !== '');
}

function tell(sentence: string): void {
  void vscode.window.showInformationMessage(sentence);
}
