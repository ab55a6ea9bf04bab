// `weir.acceptPatch`, `weir.rejectPatch`, `weir.undoPatch`, and the same from the answer view.
import type { AnswerRequest } from '../shared/answerMessages';
import type { Tier } from '../core/task';
import type { Commands } from './commandNames';
import type { PatchView } from './patchView';

export function patchCommands(
  patches: PatchView,
): Commands<`weir.${'accept' | 'reject' | 'undo' | 'try'}Patch` | 'weir.chooseTrial'> {
  return {
    'weir.acceptPatch': () => patches.accept(),
    'weir.rejectPatch': () => patches.reject(),
    'weir.undoPatch': async () => void (await patches.undo()),
    'weir.tryPatch': () => patches.tryIt(),
    'weir.chooseTrial': () => patches.chooseTrial(),
  };
}

export type PatchRequest = Extract<AnswerRequest, { type: `${string}-patch` }>;

export async function patchRequest(
  request: PatchRequest,
  patches: PatchView,
  reask: (tier: Tier) => Promise<void>,
): Promise<void> {
  const { task } = request;
  switch (request.type) {
    case 'open-patch':
      return patches.open(task);
    case 'accept-patch':
      return patches.accept(task);
    case 'reject-patch':
      return patches.reject(task);
    case 'undo-patch':
      return void (await patches.undo(task));
    case 'try-patch':
      return patches.tryIt(task);
    case 'escalate-patch':
      // The strong model is asked about the files as they were when the question was put.
      if (await patches.undo(task)) await reask('strong');
  }
}
