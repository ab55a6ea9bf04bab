// What the answer view's buttons and links do.
import * as vscode from 'vscode';
import type { Tier } from '../core/task';
import type { OutcomeKind } from '../core/trace';
import type { AnswerRequest } from '../shared/answerMessages';
import type { RepairAction } from '../shared/answerState';
import type { AnswerView } from './answerView';
import type { KindRules } from './kindRules';
import { patchRequest } from './patchCommands';
import type { PatchView } from './patchView';
import type { Recorder } from './recorder';
import type { TaskRunner } from './taskRunner';
import type { Touches } from './touches';

export interface AnswerParts {
  readonly runner: TaskRunner;
  readonly recorder: Recorder;
  readonly view: AnswerView;
  readonly patches: PatchView;
  readonly reask: (tier: Tier) => Promise<void>;
  readonly rules: KindRules;
  readonly touches: Touches;
}

export function answerRequests(request: Exclude<AnswerRequest, { type: 'ready' }>, parts: AnswerParts): void {
  const { runner, recorder, view } = parts;
  // Below an answer that has gone by now.
  if ('task' in request && request.task !== view.current?.task) return;
  const outcome = (kind: OutcomeKind): void => {
    if (runner.trace !== null) recorder.outcome(runner.trace, kind);
  };
  switch (request.type) {
    case 'run':
      return run(commands[request.command]);
    case 'stop':
      return runner.stop();
    case 'touched':
      return parts.touches.touched();
    case 'take-offer':
      return runner.takeOffer();
    case 're-ask-fast':
      return void parts.reask('fast');
    case 're-ask-strong':
      return void parts.reask('strong');
    case 'kind-rule':
      if (runner.task !== null) void parts.rules.ask(runner.task.kind);
      return;
    case 'more':
      return void runner.more();
    case 'open-trace':
      return run('weir.openTrace', runner.trace?.id);
    case 'copy':
      parts.touches.touched();
      void vscode.env.clipboard.writeText(request.text);
      return outcome('copied');
    case 'insert':
      return void insert(request.text, () => outcome('inserted'));
    case 'thumb':
      return outcome(request.up ? 'thumb-up' : 'thumb-down');
    case 'open-frame':
      if (request.index < (view.current?.frames.length ?? 0)) runner.task?.openFrame?.(request.index);
      return;
    case 'open-link':
      return void vscode.env.openExternal(vscode.Uri.parse(request.url, true));
    case 'open-patch':
    case 'accept-patch':
    case 'reject-patch':
    case 'undo-patch':
    case 'try-patch':
    case 'escalate-patch':
      return void patchRequest(request, parts.patches, parts.reask);
    case 'repair':
      return repair(request.action, parts);
  }
}

const commands = {
  explain: 'weir.explain',
  debug: 'weir.debug',
  trace: 'weir.openTrace',
  'set-up': 'weir.setUp',
} as const;

function run(command: string, ...args: unknown[]): void {
  void vscode.commands.executeCommand(command, ...args);
}

/** Into the editor that was active last, in place of its selection: one edit, undone in one step. */
async function insert(text: string, done: () => void): Promise<void> {
  const editor = vscode.window.activeTextEditor ?? vscode.window.visibleTextEditors[0];
  if (editor === undefined) {
    void vscode.window.showInformationMessage(vscode.l10n.t('Open the file that the code is to go into first.'));
    return;
  }
  await editor.edit((edit) => edit.replace(editor.selection, text));
  done();
}

function repair(action: RepairAction, { runner, reask }: AnswerParts): void {
  switch (action) {
    case 'set-up':
      return run('weir.setUp');
    case 'set-key':
      return run('weir.setKey');
    case 'test-connection':
      return run('weir.testConnection');
    case 'show-log':
      return run('weir.showLog');
    case 'open-settings':
      return run('workbench.action.openSettings', '@ext:weir.weir');
    case 're-ask-fast':
      return void reask('fast');
    case 're-ask-strong':
      return void reask('strong');
    case 'retry':
      return void runner.again();
  }
}
