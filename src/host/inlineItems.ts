// Offers as the editor's items: from column 0 of the line, which keeps the ghost text still while the user types along it.
import * as vscode from 'vscode';
import type { Offer } from '../core/completion/memory';
import type { CommandName } from './commandNames';
import type { EditorPlace } from './completionPlace';

const acceptedCommand: CommandName = 'weir.completionAccepted';

export function inlineItem(
  document: vscode.TextDocument,
  position: vscode.Position,
  place: EditorPlace,
  { text, replaceSuffix, trace }: Offer,
): vscode.InlineCompletionItem {
  const start = position.with(position.line, 0);
  const linePrefix = document.getText(new vscode.Range(start, position));
  const item = new vscode.InlineCompletionItem(
    linePrefix + place.inserted + text,
    new vscode.Range(start, position.translate(0, replaceSuffix)),
  );
  item.command = { title: 'Accepted', command: acceptedCommand, arguments: [trace.id] };
  return item;
}
