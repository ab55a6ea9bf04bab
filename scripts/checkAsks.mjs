// What `--check` asks the running editor, as a user would: keys and the command palette. Judges nothing.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** Types at the end of a line (starting at 1; null is the last one) and asks for a completion there. */
export async function askCompletion(editor, file, line, typed = '') {
  await editor.page.openFile(file);
  const [row, column] = await editor.probe.run((vscode, asked) => {
    const document = vscode.window.activeTextEditor.document;
    const index = (asked ?? document.lineCount) - 1;
    return [index + 1, document.lineAt(index).text.length + 1];
  }, line);
  await editor.page.setCursor(row, column);
  if (typed) await editor.page.type(typed);
  await editor.probe.command('weir.triggerCompletion');
}

/** Selects lines `from` to `to` (both included, starting at 1) and asks what they do. */
export async function askExplain(editor, file, from, to) {
  await editor.page.openFile(file);
  await editor.page.setCursor(from, 1, to + 1, 1);
  await editor.page.runCommand('Weir: Explain');
}

/** Runs a failing program of the workspace, selects its whole trace in a new editor and asks for the cause. */
export async function askDebug(editor, command, args) {
  const trace = await failureOf(command, args, editor.workspace);
  await editor.probe.run(async (vscode, content) => {
    const document = await vscode.workspace.openTextDocument({ content, language: 'plaintext' });
    const shown = await vscode.window.showTextDocument(document, { preview: false });
    const end = document.lineAt(document.lineCount - 1).range.end;
    shown.selection = new vscode.Selection(new vscode.Position(0, 0), end);
    return null;
  }, trace);
  await editor.page.focusEditor();
  await editor.page.runCommand('Weir: Debug Stack Trace');
}

async function failureOf(command, args, cwd) {
  try {
    await promisify(execFile)(command, args, { cwd });
  } catch (error) {
    if (error.stderr) return error.stderr;
    throw error;
  }
  throw new Error(`${join(cwd, args.join(' '))} was to fail and did not.`);
}
