// `weir.edit`: takes the selected lines and a wish in words, and hands them to the edit task.
import * as vscode from 'vscode';
import { rangeAfter } from '../core/patch/changedRange';
import { edit } from '../core/tasks/editTask';
import { aroundPlace } from './aroundPlace';
import { tell, type TaskParts } from './taskParts';

/** More lines than this are no selection but a file, and no model rewrites them without a slip. */
const mostLines = 400;

/** `given` stands for the words that are typed otherwise. */
export async function editCommand(parts: TaskParts, given?: string): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) return tell(vscode.l10n.t('Open a file and select the lines to change first.'));
  const { document, selection } = editor;
  const range = wholeLines(document, selection);
  if (!(await mayEdit(parts, document, range))) return;
  const wish = (typeof given === 'string' ? given : await askWish())?.trim();
  if (wish === undefined || wish === '') return;
  await run(parts, { document, range, wish, title: wish });
}

export interface EditOf {
  readonly document: vscode.TextDocument;
  readonly range: vscode.Range;
  /** In words, to the model. */
  readonly wish: string;
  /** In words, to the user. */
  readonly title: string;
  /** What the editor reports there, where the wish is about it. */
  readonly problem?: string;
}

export async function editRange(parts: TaskParts, wanted: EditOf): Promise<void> {
  if (await mayEdit(parts, wanted.document, wanted.range)) await run(parts, wanted);
}

/** Says so where these lines cannot be changed. */
async function mayEdit(
  { workspace, patchFiles }: TaskParts,
  document: vscode.TextDocument,
  range: vscode.Range,
): Promise<boolean> {
  await workspace.ready();
  const refused = workspace.refusal(document.uri) ?? (await objection(patchFiles, document, range));
  if (refused !== null) tell(refused);
  return refused === null;
}

async function objection(
  files: TaskParts['patchFiles'],
  document: vscode.TextDocument,
  range: vscode.Range,
): Promise<string | null> {
  if ((await files.target(vscode.workspace.asRelativePath(document.uri, false))) === null) {
    return vscode.l10n.t('Weir changes files of this workspace only, and none that hold its settings.');
  }
  if (range.end.line - range.start.line >= mostLines) {
    return vscode.l10n.t('Select fewer lines: at most {0} can be changed at a time.', mostLines);
  }
  return document.getText(range).trim() === '' ? vscode.l10n.t('Select the lines to change first.') : null;
}

async function run({ session, runner, workspace, patchFiles }: TaskParts, wanted: EditOf): Promise<void> {
  const { document, range, wish, title, problem } = wanted;
  const path = vscode.workspace.asRelativePath(document.uri, false);
  const line = range.start.line + 1;
  const was = { text: document.getText(), start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
  await runner.run({
    kind: 'edit',
    subject: `${title} · ${path}:${line}`,
    frames: [{ path, line, label: '' }],
    async *start(pin, signal) {
      const tiers = await session.tiers();
      // Asked again, the file may have changed: the same lines are meant, wherever they stand by now. Where that cannot be told it is the
      // old question, and what does not fit the file any more is refused like any other change.
      const text = document.getText();
      const moved = rangeAfter(was.text, text, was);
      const { start, end } = moved ?? was;
      const fileText = moved === null ? was.text : text;
      const above = fileText.slice(0, start).split('\n').length;
      const code = fileText.slice(start, end);
      const subject = {
        path,
        languageId: document.languageId,
        wish,
        ...(problem !== undefined && { problem }),
        code,
        startLine: above,
        endLine: above + code.split('\n').length - 1,
      };
      const selection = { start, end };
      const readFile = (file: string): Promise<string | null> => patchFiles.read(file);
      const place = { subject, fileText, selection, ...aroundPlace(workspace, document.uri) };
      yield* edit(session, tiers, { ...place, readFile, pin }, signal);
    },
    openFrame: () => void workspace.open(path, line),
  });
}

/** The lines that a selection touches; the line of the cursor where nothing is selected. */
function wholeLines(document: vscode.TextDocument, { start, end }: vscode.Selection): vscode.Range {
  // A selection of whole lines ends at the start of the next one.
  const last = end.character === 0 && end.line > start.line ? end.line - 1 : end.line;
  return new vscode.Range(start.line, 0, last, document.lineAt(last).range.end.character);
}

function askWish(): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title: vscode.l10n.t('Weir: Edit Selection'),
    prompt: vscode.l10n.t('What should become of the selected lines?'),
    placeHolder: vscode.l10n.t('extract a function, make it async, handle the empty list …'),
  });
}
