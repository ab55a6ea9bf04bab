// What an audit says: the other tier's answer to the same task beside the one that was shown. It trains and never certifies.
import { tokenOverlap } from '../judging/signals/agreement';
import type { TaskKind } from '../task';
import type { OutcomeLabel } from './labels';

/** Two right explanations rarely share words: only code is compared. */
export const auditedKinds: readonly TaskKind[] = ['complete', 'edit'];
/** Shares of tasks that are audited, by the tier that answered: of accepted answers, and of tasks that strong answered at once. */
export const auditShares = { fast: 0.02, strong: 0.03 };
const agreeing = 0.8;
const disagreeing = 0.3;
const weight = 0.5;

/** Agreement of both answers, 0 to 1, and the label that follows; null in between, where nobody knows who is right. */
export function auditLabel(
  shown: string,
  other: string,
): { readonly agreement: number; readonly label: OutcomeLabel | null } {
  const agreement = tokenOverlap(shown, other);
  if (agreement >= agreeing) return { agreement, label: { good: true, weight } };
  return { agreement, label: agreement < disagreeing ? { good: false, weight } : null };
}
