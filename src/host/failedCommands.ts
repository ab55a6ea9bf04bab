// A command in the terminal that failed and printed a trace of this workspace: offered to Debug, where the user wants that.
// Reads nothing while the setting is off, and never debugs by itself.
import * as vscode from 'vscode';
import { LastText } from '../core/lastText';
import { concernsWorkspace, debugTrace, nameOf } from './debugTrace';
import { offersDebug, stopOffering } from './offerSetting';
import type { TaskParts } from './taskParts';

const mostCharacters = 200_000;
/** Of a command, in the offer. */
const longest = 60;
/** Ended by Ctrl+C: nothing failed. */
const interrupted = 130;

export class FailedCommands implements vscode.Disposable {
  private readonly outputs = new Map<vscode.TerminalShellExecution, Promise<string>>();
  private readonly listeners: vscode.Disposable;

  constructor(private readonly parts: TaskParts) {
    this.listeners = vscode.Disposable.from(
      vscode.window.onDidStartTerminalShellExecution(({ execution }) => {
        if (offersDebug()) this.outputs.set(execution, outputOf(execution));
      }),
      vscode.window.onDidEndTerminalShellExecution(({ execution, exitCode }) => {
        const output = this.outputs.get(execution);
        this.outputs.delete(execution);
        const failed = exitCode !== undefined && exitCode !== 0 && exitCode !== interrupted;
        if (output !== undefined && failed) void this.offer(execution.commandLine.value, output);
      }),
    );
  }

  dispose(): void {
    this.listeners.dispose();
    this.outputs.clear();
  }

  private async offer(command: string, output: Promise<string>): Promise<void> {
    const text = await output;
    const read = await concernsWorkspace(this.parts, text);
    if (read === null || !offersDebug()) return;
    const debug = vscode.l10n.t('Debug');
    const never = vscode.l10n.t('Do Not Offer');
    const line = command.split('\n')[0] ?? '';
    const short = line.length > longest ? `${line.slice(0, longest)}…` : line;
    const sentence = vscode.l10n.t('A command failed with {0}. Debug it with Weir? {1}', nameOf(read), short);
    const answer = await vscode.window.showInformationMessage(sentence, debug, never);
    if (answer === debug) await debugTrace(this.parts, [text]);
    if (answer === never) await stopOffering();
  }
}

async function outputOf(execution: vscode.TerminalShellExecution): Promise<string> {
  const last = new LastText(mostCharacters);
  for await (const piece of execution.read()) last.push(piece);
  return last.text();
}
