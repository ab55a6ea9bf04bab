// What stands in the active terminal: its selection, else what the last command printed. Taken by the editor's own copy
// commands, since no interface gives it; the clipboard is put back as it was.
import * as vscode from 'vscode';
import { createTurns } from './turns';

const copies = ['workbench.action.terminal.copySelection', 'workbench.action.terminal.copyLastCommandOutput'];

/** The commands fill the clipboard a moment after they have returned. */
const patienceMs = 400;
const stepMs = 40;

/** Two at once would each keep what the other has put into the clipboard. */
const inTurn = createTurns();

/** Empty where there is neither. */
export function terminalText(): Promise<string> {
  return inTurn(copiedText);
}

async function copiedText(): Promise<string> {
  const before = await vscode.env.clipboard.readText();
  try {
    for (const copy of copies) {
      // An empty clipboard tells "nothing was copied" from "the same again". One without text may hold a picture, which stays.
      if (before !== '') await vscode.env.clipboard.writeText('');
      await vscode.commands.executeCommand(copy);
      const text = await copied();
      if (text.trim() !== '') return text;
    }
    return '';
  } finally {
    if ((await vscode.env.clipboard.readText()) !== before) await vscode.env.clipboard.writeText(before);
  }
}

async function copied(): Promise<string> {
  for (let waited = 0; waited < patienceMs; waited += stepMs) {
    const text = await vscode.env.clipboard.readText();
    if (text !== '') return text;
    await new Promise((resolve) => setTimeout(resolve, stepMs));
  }
  return '';
}
