import { isCell, pathInWorkspace } from './fileOf';
// Where the cursor stands, as the engine looks at it: windows around it, the cells above in a notebook, and the suggest
// widget's entry as if it were accepted. Never the whole document.
import * as vscode from 'vscode';
import { toLf } from '../core/completion/lines';
import type { MemoryPlace } from '../core/completion/memory';
import { withSelectedEntry } from '../core/completion/selectedEntry';
import type { Tiers } from '../core/session';

/** Lines around the cursor that are looked at; never the whole document. */
const linesBefore = 200;
const linesAfter = 80;
/** UTF-16 units of either side: a minified line is no reason to copy a megabyte. */
const longest = 40_000;

export interface EditorPlace extends MemoryPlace {
  /** What the suggest widget's selected entry would put before the model's text. */
  readonly inserted: string;
}

/** Null where the suggest widget's selected entry says otherwise than what is typed. */
export function completionPlace(
  document: vscode.TextDocument,
  position: vscode.Position,
  selected: vscode.SelectedCompletionInfo | undefined,
  tiers: Tiers | null,
): EditorPlace | null {
  const { prefix, suffix } = surroundings(document, position);
  const common = {
    path: pathInWorkspace(document.uri),
    languageId: document.languageId,
    suffix,
    model: `${tiers?.fast?.info.model} ${tiers?.strong?.info.model}`,
  };
  if (selected === undefined) return { ...common, prefix, inserted: '' };
  const replaced = position.character - selected.range.start.character;
  const extended = withSelectedEntry(prefix, { text: selected.text, replaced });
  return extended === null ? null : { ...common, ...extended };
}

function surroundings(document: vscode.TextDocument, position: vscode.Position): { prefix: string; suffix: string } {
  const first = new vscode.Position(Math.max(0, position.line - linesBefore), 0);
  const last = new vscode.Position(Math.min(document.lineCount, position.line + linesAfter), 0);
  const before = toLf(document.getText(new vscode.Range(first, position)));
  return {
    prefix: (first.line === 0 ? cellsAbove(document, longest - before.length) + before : before).slice(-longest),
    suffix: toLf(document.getText(new vscode.Range(position, last))).slice(0, longest),
  };
}

/** The code cells above in the same language: one program to whoever runs them in order. Empty outside notebooks. */
function cellsAbove(document: vscode.TextDocument, room: number): string {
  if (!isCell(document.uri)) return '';
  const notebook = vscode.workspace.notebookDocuments.find((one) =>
    one.getCells().some((cell) => cell.document === document),
  );
  if (notebook === undefined) return '';
  const cells = notebook.getCells();
  const own = cells.findIndex((cell) => cell.document === document);
  let text = '';
  for (const cell of cells.slice(0, own).toReversed()) {
    if (cell.kind !== vscode.NotebookCellKind.Code || cell.document.languageId !== document.languageId) continue;
    const joined = `${toLf(cell.document.getText()).trimEnd()}\n\n${text}`;
    if (joined.length > room) break;
    text = joined;
  }
  return text;
}

export function indentOf(document: vscode.TextDocument): { indent?: { insertSpaces: boolean; tabSize: number } } {
  const options = vscode.window.visibleTextEditors.find((editor) => editor.document === document)?.options;
  if (typeof options?.insertSpaces !== 'boolean' || typeof options.tabSize !== 'number') return {};
  return { indent: { insertSpaces: options.insertSpaces, tabSize: options.tabSize } };
}
