// `weir.acceptPatch`, `weir.rejectPatch`, `weir.undoPatch`, and the same from the answer view.
import * as vscode from 'vscode';
import type { AnswerRequest } from '../shared/answerMessages';
import type { Tier } from '../core/task';
import type { PatchView } from './patchView';

export function patchCommands(patches: PatchView): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.commands.registerCommand('weir.acceptPatch', () => patches.accept()),
    vscode.commands.registerCommand('weir.rejectPatch', () => patches.reject()),
    vscode.commands.registerCommand('weir.undoPatch', () => patches.undo()),
    vscode.commands.registerCommand('weir.tryPatch', () => patches.tryIt()),
    vscode.commands.registerCommand('weir.chooseTrial', () => patches.chooseTrial()),
  );
}

export type PatchRequest = Extract<AnswerRequest, { type: `${string}-patch` }>;

export async function patchRequest(
  request: PatchRequest,
  patches: PatchView,
  reask: (tier: Tier) => Promise<void>,
): Promise<void> {
  switch (request.type) {
    case 'open-patch':
      return patches.open();
    case 'accept-patch':
      return patches.accept();
    case 'reject-patch':
      return patches.reject();
    case 'undo-patch':
      return patches.undo();
    case 'try-patch':
      return patches.tryIt();
    case 'escalate-patch':
      // The strong model is asked about the files as they were when the question was put.
      await patches.undo();
      return reask('strong');
  }
}
