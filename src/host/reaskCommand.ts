// `weir.reaskFast` and `weir.reaskStrong`: the last task again, of the tier that the user names.
import * as vscode from 'vscode';
import type { Tier } from '../core/task';
import type { Recorder } from './recorder';
import type { TaskRunner } from './taskRunner';

export async function reaskCommand(tier: Tier, runner: TaskRunner, recorder: Recorder): Promise<void> {
  // Asking strong again is a word about the fast answer; asking fast again is one about price.
  recorder.outcomeOfLast('re-asked', { tier });
  if (!(await runner.reask(tier))) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('There is nothing to ask again yet: use "Weir: Explain" or "Weir: Debug Stack Trace" first.'),
    );
  }
}
