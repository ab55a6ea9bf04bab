// What one call of a task's models was for: the first answer, one asked again to compare, the one that was shown. Words only.
import type { Trace } from '../core/trace';
import { shownAttempt } from './traceLine';
import { fill, type Translate } from './translate';

export function attemptTitle(trace: Trace, index: number, translate: Translate = fill): string {
  const attempt = trace.attempts[index];
  const isShown = trace.shown !== 'none' && trace.shown !== 'suppressed' && attempt === shownAttempt(trace);
  if (isShown) return translate('Final answer', {});
  const again = attempt?.sample === true;
  const like = trace.attempts.slice(0, index + 1).filter(({ sample }) => (sample === true) === again);
  if (again) return translate('Asked again, to compare: {number}', { number: like.length });
  return index === 0 && trace.attempts.length > 1
    ? translate('First answer', {})
    : translate('Attempt {number}', { number: like.length });
}
