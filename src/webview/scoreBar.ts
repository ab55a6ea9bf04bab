// A score against its threshold on a line from 0 to 1: where it stands, on which side, and both numbers in words.
import type { Judgement } from '../core/trace';
import { formatP } from '../shared/figures';
import { element, icon } from './element';
import { t } from './page';

export function scoreBar(judgement: Judgement): HTMLElement {
  const { pAcceptable: p, threshold, thresholdSource, verdict } = judgement;
  const mark = element('span', { class: 'score-mark' });
  mark.style.left = `${clamp(p) * 100}%`;
  const line = element('span', { class: 'score-threshold' });
  line.style.left = `${clamp(threshold) * 100}%`;
  const accepted = element('span', { class: 'score-accepted' });
  accepted.style.left = `${clamp(threshold) * 100}%`;
  const source = thresholdSource === 'prior' ? t('prior, not yet calibrated') : thresholdSource;
  return element(
    'div',
    { class: 'score' },
    element('div', { class: 'score-line', 'aria-hidden': 'true' }, accepted, line, mark),
    element(
      'p',
      {},
      icon(verdict === 'accept' ? 'pass' : verdict === 'escalate' ? 'arrow-up' : 'circle-slash'),
      ' ',
      t(verdictNames[verdict], { p: formatP(p), threshold: formatP(threshold) }),
      element('span', { class: 'quiet-words' }, ` (${source})`),
    ),
  );
}

const verdictNames = {
  accept: 'accepted: p {p} over threshold {threshold}',
  escalate: 'not accepted: p {p}, threshold {threshold}',
  suppress: 'suppressed: p {p}, threshold {threshold}',
} as const;

function clamp(value: number): number {
  return Math.min(1, Math.max(0, value));
}
