// `weir.acceptPatch`, `weir.rejectPatch`, `weir.undoPatch`, and the same from the answer view.
import * as vscode from 'vscode';
import type { AnswerRequest } from '../shared/answerMessages';
import type { PatchView } from './patchView';

export function patchCommands(patches: PatchView): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.commands.registerCommand('weir.acceptPatch', () => patches.accept()),
    vscode.commands.registerCommand('weir.rejectPatch', () => patches.reject()),
    vscode.commands.registerCommand('weir.undoPatch', () => patches.undo()),
  );
}

export type PatchRequest = Extract<AnswerRequest, { type: `${string}-patch` }>;

export function patchRequest(request: PatchRequest, patches: PatchView): Promise<void> {
  switch (request.type) {
    case 'open-patch':
      return patches.open();
    case 'accept-patch':
      return patches.accept();
    case 'reject-patch':
      return patches.reject();
    case 'undo-patch':
      return patches.undo();
  }
}
