// `weir.reaskFast` and `weir.reaskStrong`: a task again, of the tier that the user names. Where no trace is named, what the view shows.
import * as vscode from 'vscode';
import type { Tier } from '../core/task';
import type { Trace } from '../core/trace';
import type { Recorder } from './recorder';
import type { TaskRunner } from './taskRunner';

export async function reaskCommand(
  tier: Tier,
  runner: TaskRunner,
  recorder: Recorder,
  named: Pick<Trace, 'id' | 'startedAt'> | null = null,
): Promise<void> {
  const task = named === null ? runner.task : runner.asked(named.id);
  if (task === null) {
    void vscode.window.showInformationMessage(
      named === null
        ? vscode.l10n.t('There is nothing to ask again yet: use "Weir: Explain" or "Weir: Debug Stack Trace" first.')
        : vscode.l10n.t('This window did not ask that: start it again from its place.'),
    );
    return;
  }
  const trace = named ?? runner.trace;
  // Asking strong again is a word about the fast answer; asking fast again is one about price.
  if (trace !== null) recorder.outcome(trace, 're-asked', { tier });
  await runner.run(task, tier);
}
