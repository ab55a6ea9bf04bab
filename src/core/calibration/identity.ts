// Is the judge still judging what it was calibrated on: the fast model, the state of its server, the prompts? Reads results, decides
// nothing. Another strong model is no such change: certificates speak of accepted fast answers, and q follows its own outcomes.
import type { Reason } from '../task';
import type { TaskResult } from './taskResult';

export interface JudgeIdentity {
  /** As responses name it; empty until one has. */
  readonly fastModel: string;
  /** Of the prompts; absent where nobody knows yet. */
  readonly promptHash?: string | undefined;
  /** States of the server that were met, the latest first. A provider's machines do not all change at once, so several are ordinary. */
  readonly fingerprints?: readonly string[] | undefined;
}

/** Only where none of so many answers in a row comes from a state that was met before has the server changed. */
const inARow = 20;
const keptFingerprints = 50;

export interface IdentityLook {
  readonly identity: JudgeIdentity;
  /** `drift.model`, `drift.prompts` or `drift.server`, whichever has changed first in this order; null where all is as it was, or was not known. */
  readonly changed: Reason | null;
}

/** @param results by rising time */
export function lookAtIdentity(
  known: JudgeIdentity,
  results: readonly Pick<TaskResult, 'judged'>[],
  promptHash: string,
): IdentityLook {
  const judged = results.flatMap((result) => result.judged ?? []);
  const fastModel = judged.at(-1)?.fastModel ?? known.fastModel;
  const last = judged.slice(-inARow).flatMap(({ fingerprint }) => fingerprint ?? []);
  const met = known.fingerprints ?? [];
  const strange = last.length === inARow && met.length > 0 && last.every((each) => !met.includes(each));
  const fingerprints = [...new Set([...last.reverse(), ...(strange ? [] : met)])].slice(0, keptFingerprints);
  const changed = (rule: string, before: string, now: string): Reason => ({ rule, weight: 1, data: { before, now } });
  return {
    identity: { fastModel, promptHash, fingerprints },
    changed:
      known.fastModel !== '' && known.fastModel !== fastModel
        ? changed('drift.model', known.fastModel, fastModel)
        : known.promptHash !== undefined && known.promptHash !== promptHash
          ? changed('drift.prompts', known.promptHash, promptHash)
          : strange
            ? changed('drift.server', met[0] ?? '', last[0] ?? '')
            : null,
  };
}
