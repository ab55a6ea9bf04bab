// A notebook cell that failed: the error in its outputs as a trace, and its code as a part of the context.
import * as vscode from 'vscode';
import { givenTrace, type PrintedTrace } from '../core/stackTrace/givenTrace';
import type { ContextPiece } from '../core/task';
import { debugTrace } from './debugTrace';
import { textOf } from './fields';
import { tell, type TaskParts } from './taskParts';

const errorType = 'application/vnd.code.notebook.error';
const stderrType = 'application/vnd.code.notebook.stderr';

/** `given`: the cell whose menu was used; else the selected one. */
export async function debugCell(parts: TaskParts, given?: vscode.NotebookCell): Promise<void> {
  const cell = isCell(given) ? given : selectedCell();
  if (cell === undefined) return tell(vscode.l10n.t('Open a notebook and select the cell that failed first.'));
  await parts.workspace.ready();
  const refused = parts.workspace.refusal(cell.notebook.uri);
  if (refused !== null) return tell(refused);
  const texts = cell.outputs.flatMap((output) => output.items.flatMap(tracesIn));
  if (await debugTrace(parts, texts, [pieceOf(cell)])) return;
  tell(vscode.l10n.t('This cell has printed no error: run it first.'));
}

function isCell(value: unknown): value is vscode.NotebookCell {
  return typeof value === 'object' && value !== null && 'notebook' in value && 'outputs' in value;
}

function selectedCell(): vscode.NotebookCell | undefined {
  const editor = vscode.window.activeNotebookEditor;
  return editor?.notebook.getCells(editor.selections[0])[0];
}

function tracesIn({ mime, data }: vscode.NotebookCellOutputItem): (string | PrintedTrace)[] {
  const text = new TextDecoder().decode(data);
  if (mime === stderrType) return [text];
  if (mime !== errorType) return [];
  const error = parsed(text);
  const stack = textOf(error, 'stack') ?? '';
  // A kernel that prints no frames says what failed all the same.
  return [stack, givenTrace({ type: textOf(error, 'name'), message: textOf(error, 'message') }, [])];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // No error that the notebook's own format knows.
    return null;
  }
}

function pieceOf(cell: vscode.NotebookCell): ContextPiece {
  const path = `${vscode.workspace.asRelativePath(cell.notebook.uri, false)}, cell ${cell.index + 1}`;
  return {
    path,
    startLine: 1,
    endLine: cell.document.lineCount,
    text: cell.document.getText(),
    reason: 'focus',
    score: 100,
  };
}
