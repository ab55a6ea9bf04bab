// Is waiting for a better answer tolerated here? While typing it is not, but for places where the user has stopped to think.
import { isBlank } from './lines';
import type { Place } from './place';

export interface WaitFacts {
  /** The user asked by hand. */
  readonly manual: boolean;
  /** The cursor stands in a block that is still empty. */
  readonly emptyBlock: boolean;
  /** Errors that the editor shows on this line; absent where nobody knows. */
  readonly errorsOnLine?: number;
  /** Offers refused at this very place lately. */
  readonly rejectedHere: number;
}

/** The rule that says so, or null. */
export type WaitRule = 'manual' | 'empty-block' | 'comment-to-code' | 'error-on-line' | 'rejected-here';

export function toleratesWaiting(facts: WaitFacts, place: Place): WaitRule | null {
  if (facts.manual) return 'manual';
  if (facts.rejectedHere > 0) return 'rejected-here';
  if ((facts.errorsOnLine ?? 0) > 0) return 'error-on-line';
  if (facts.emptyBlock) return 'empty-block';
  return isBlank(place.linePrefix) && isBlank(place.lineSuffix) && endsComment(place) ? 'comment-to-code' : null;
}

/** The line above is a comment of its own. */
function endsComment({ above, traits }: Place): boolean {
  const line = above.at(-1)?.trim() ?? '';
  if (line === '') return false;
  return (
    traits.lineComments.some((mark) => line.startsWith(mark)) ||
    (traits.blockComment !== null && line.endsWith(traits.blockComment[1]))
  );
}
