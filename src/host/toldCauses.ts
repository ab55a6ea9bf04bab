// Which causes of failure the user has been told of lately: one notification for one cause in ten minutes. Tells nothing itself.
import type { ModelError } from '../core/modelError';

const sameCauseMs = 600_000;
const origin = /\bhttps?:\/\/[\w.:[\]-]*\w/;

export class ToldCauses {
  private readonly told = new Map<string, number>();

  constructor(private readonly now: () => number) {}

  /** Counts as told from now on. One cause is one kind of failure of one server, in whatever words it comes. */
  isNew({ kind, sentence }: Pick<ModelError, 'kind' | 'sentence'>): boolean {
    const cause = `${kind} ${origin.exec(sentence)?.[0] ?? ''}`;
    const now = this.now();
    if (now - (this.told.get(cause) ?? -Infinity) < sameCauseMs) return false;
    this.told.set(cause, now);
    return true;
  }
}
