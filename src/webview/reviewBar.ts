// The queue of answers that were shown without a verdict: two buttons and two keys turn each into a label.
import { button, element } from './element';
import { t } from './page';

/** The keys in the list: yes, a good answer; no, a bad one. */
export const judgingKeys: Readonly<Record<string, boolean>> = { y: true, n: false };

export function reviewBar(judge: (good: boolean) => void): HTMLElement {
  return element(
    'div',
    { class: 'review', hidden: true },
    element('p', {}, t('Was the answer good? Each verdict counts for the calibration.')),
    element(
      'div',
      { class: 'asks' },
      button({ icon: 'thumbsup', label: t('Good (Y)'), run: () => judge(true) }),
      button({ icon: 'thumbsdown', label: t('Bad (N)'), run: () => judge(false) }),
    ),
  );
}
