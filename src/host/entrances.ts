// The commands by which Debug, Edit and Explain start: what the user points at decides which task it becomes.
import * as vscode from 'vscode';
import type { CommandName, Commands } from './commandNames';
import { debugCommand } from './debugCommand';
import { DebuggerExceptions } from './debuggerExceptions';
import { debugTrace } from './debugTrace';
import { editCommand } from './editCommand';
import { explainChanges, explainCommand } from './explainCommand';
import { explainDiagnostic, mendDiagnostic, problemAt, problemAtCursor, type Problem } from './explainDiagnostic';
import { FailedCommands } from './failedCommands';
import { debugCell } from './notebookCell';
import { tell, type TaskParts } from './taskParts';
import { terminalText } from './terminalText';
import { testMessageTexts } from './testMessage';

type EntranceName = Extract<CommandName, `weir.${'explain' | 'mend' | 'debug' | 'edit'}${string}`>;

export class Entrances implements vscode.Disposable {
  readonly commands: Commands<EntranceName>;
  private readonly listeners: vscode.Disposable;

  constructor(parts: TaskParts) {
    const exceptions = new DebuggerExceptions(parts);
    this.listeners = vscode.Disposable.from(exceptions, new FailedCommands(parts));
    const problem =
      (run: (parts: TaskParts, problem: Problem) => Promise<void>) =>
      async (uri?: string, line?: number, character?: number): Promise<void> => {
        const found = await pointedProblem(parts, uri, line, character);
        if (found !== null) return run(parts, found);
        tell(vscode.l10n.t('The editor reports no error or warning here.'));
      };
    this.commands = {
      'weir.explain': () => explainCommand(parts),
      'weir.explainChanges': (argument?: unknown) => explainChanges(parts, argument),
      'weir.explainProblem': problem(explainDiagnostic),
      'weir.mendProblem': problem(mendDiagnostic),
      'weir.debug': (text?: string) => debugCommand(parts, text),
      'weir.debugTerminal': () => debugTerminal(parts),
      'weir.debugTestMessage': (argument?: unknown) => debugTestMessage(parts, argument),
      'weir.debugException': () => exceptions.debug(),
      'weir.debugCell': (cell?: vscode.NotebookCell) => debugCell(parts, cell),
      'weir.edit': (wish?: string) => editCommand(parts, wish),
    };
  }

  dispose(): void {
    this.listeners.dispose();
  }
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
