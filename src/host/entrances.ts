// The commands by which Debug, Edit and Explain start: what the user points at decides which task it becomes.
import * as vscode from 'vscode';
import { debugCommand } from './debugCommand';
import { DebuggerExceptions } from './debuggerExceptions';
import { debugTrace } from './debugTrace';
import { editCommand } from './editCommand';
import { explainChanges, explainCommand } from './explainCommand';
import { explainDiagnostic, mendDiagnostic, problemAt, problemAtCursor, type Problem } from './explainDiagnostic';
import { FailedCommands } from './failedCommands';
import { debugCell } from './notebookCell';
import { QuickFixes } from './quickFixes';
import { tell, type TaskParts } from './taskParts';
import { terminalText } from './terminalText';
import { testMessageTexts } from './testMessage';

export function entrances(parts: TaskParts): vscode.Disposable {
  const exceptions = new DebuggerExceptions(parts);
  const command = (name: string, run: (...args: never[]) => unknown): vscode.Disposable =>
    vscode.commands.registerCommand(name, run);
  const problem = (name: string, run: (parts: TaskParts, problem: Problem) => Promise<void>): vscode.Disposable =>
    command(name, async (uri?: string, line?: number, character?: number) => {
      const found = await pointedProblem(parts, uri, line, character);
      if (found !== null) return run(parts, found);
      tell(vscode.l10n.t('The editor reports no error or warning here.'));
    });
  return vscode.Disposable.from(
    exceptions,
    new FailedCommands(parts),
    QuickFixes.register(parts.workspace),
    command('weir.explain', () => explainCommand(parts)),
    command('weir.explainChanges', (argument?: unknown) => explainChanges(parts, argument)),
    command('weir.debug', (text?: string) => debugCommand(parts, text)),
    command('weir.edit', (wish?: string) => editCommand(parts, wish)),
    command('weir.debugTerminal', () => debugTerminal(parts)),
    command('weir.debugTestMessage', (argument?: unknown) => debugTestMessage(parts, argument)),
    command('weir.debugException', () => exceptions.debug()),
    command('weir.debugCell', (cell?: vscode.NotebookCell) => debugCell(parts, cell)),
    problem('weir.explainProblem', explainDiagnostic),
    problem('weir.mendProblem', mendDiagnostic),
  );
}

async function debugTerminal(parts: TaskParts): Promise<void> {
  const text = vscode.workspace.isTrusted ? await terminalText() : '';
  if (await debugTrace(parts, [text])) return;
  tell(vscode.l10n.t('No stack trace was found in the terminal: select one there, and try again.'));
}

async function debugTestMessage(parts: TaskParts, argument: unknown): Promise<void> {
  const texts = testMessageTexts(argument);
  if (texts !== null && (await debugTrace(parts, texts))) return;
  tell(vscode.l10n.t('Choose this in the menu of a failed test’s message.'));
}

/** Where a quick fix says, else at the cursor. */
async function pointedProblem(
  { workspace }: TaskParts,
  uri?: string,
  line?: number,
  character?: number,
): Promise<Problem | null> {
  if (typeof uri !== 'string' || typeof line !== 'number') return problemAtCursor(workspace);
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(uri, true));
  const at = new vscode.Position(line, character ?? 0);
  return problemAt(workspace, document, new vscode.Range(at, at));
}
