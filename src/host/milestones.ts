// What a newcomer has reached, from what really happened: context keys that tick the steps of the walkthrough. Kept for good.
import * as vscode from 'vscode';
import { milestones, provenBy, type Milestone } from '../core/milestones';
import type { Trace } from '../core/trace';

const key = 'weir.reached';

export class Milestones {
  private readonly reached: Set<string>;

  /** `onFirst`: called when one is reached for the first time ever. */
  constructor(
    private readonly memento: vscode.Memento,
    private readonly onFirst: (milestone: Milestone) => void,
  ) {
    this.reached = new Set(memento.get<readonly string[]>(key, []));
    for (const milestone of milestones) if (this.reached.has(milestone)) tick(milestone);
  }

  reach(milestone: Milestone): void {
    if (this.reached.has(milestone)) return;
    this.reached.add(milestone);
    void this.memento.update(key, [...this.reached]);
    tick(milestone);
    this.onFirst(milestone);
  }

  /** A finished task may be the first completion, or the first that the strong model had to answer. */
  saw(trace: Trace): void {
    for (const milestone of provenBy(trace)) this.reach(milestone);
  }
}

/** The walkthrough of the manifest waits for these context keys. */
function tick(milestone: Milestone): void {
  void vscode.commands.executeCommand('setContext', `weir.reached.${milestone}`, true);
}
