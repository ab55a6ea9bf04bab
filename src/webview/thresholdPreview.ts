// The deferral curve with a slider: what another threshold would have saved on the user's own tasks, before it is applied.
import type { CalibrationFacts, ReplayPoint } from '../shared/calibrationFacts';
import { formatCost, formatMs, formatP, formatShare } from '../shared/figures';
import { deferralChart, share } from './deferralChart';
import { button, element, setText } from './element';
import { t } from './page';

export class ThresholdPreview {
  readonly root: HTMLElement;
  private readonly slider = element('input', { type: 'range', 'aria-label': t('Threshold to look at') });
  private readonly words = element('p', { class: 'preview-words', 'aria-live': 'polite' });
  private readonly points: readonly ReplayPoint[];
  private readonly chosen: ReplayPoint;
  private preview: ReplayPoint;

  /** Needs at least one point. `looked`: a threshold that the user looked at before. */
  constructor(
    facts: CalibrationFacts,
    first: ReplayPoint,
    looked: number | null,
    on: { look(threshold: number): void; aim(): void },
  ) {
    this.points = facts.replay;
    this.chosen = nearest(facts.replay, facts.threshold.value, first);
    this.preview = looked === null ? this.chosen : nearest(facts.replay, looked, first);
    const chart = deferralChart(facts.replay, () => ({ chosen: this.chosen, preview: this.preview }));
    Object.assign(this.slider, { min: '0', max: String(this.points.length - 1), step: '1' });
    this.slider.value = String(this.points.indexOf(this.preview));
    this.slider.addEventListener('input', () => {
      this.preview = this.points[Number(this.slider.value)] ?? this.chosen;
      chart.redraw();
      this.say();
      on.look(this.preview.threshold);
    });
    this.root = element(
      'div',
      { class: 'preview' },
      chart.root,
      element('div', { class: 'preview-slider' }, element('span', {}, t('Threshold')), this.slider),
      this.words,
      element(
        'p',
        { class: 'quiet-words' },
        t('The threshold follows your aim and your outcomes; nothing is changed by looking.'),
        ' ',
        button({ label: t('Change the aim…'), class: 'link', run: on.aim }),
      ),
    );
    this.say();
  }

  private say(): void {
    const { preview } = this;
    this.slider.setAttribute('aria-valuetext', formatP(preview.threshold));
    const bad = preview.observed
      ? t('{share} of the accepted ones bad', { share: share(preview.badShare) })
      : t('how many of them are bad was not observed');
    setText(
      this.words,
      [
        t('At {threshold}: {accepted} of the fast answers accepted, {bad};', {
          threshold: formatP(preview.threshold),
          accepted: formatShare(preview.acceptedShare),
          bad,
        }),
        t('strong asked for {share} of the tasks.', { share: formatShare(preview.strongShare) }),
        ...this.difference(),
      ].join(' '),
    );
  }

  /** Against the threshold of now, where both have a figure. */
  private difference(): string[] {
    const { preview, chosen } = this;
    if (preview === chosen) return [t('This is the threshold of now.')];
    const cost = preview.dollars === null || chosen.dollars === null ? null : preview.dollars - chosen.dollars;
    const seconds = preview.seconds === null || chosen.seconds === null ? null : preview.seconds - chosen.seconds;
    const dollars = { cost: formatCost(Math.abs((cost ?? 0) * 1000)) };
    const time = { time: formatMs(Math.abs(seconds ?? 0) * 1000) };
    return [
      ...(cost === null
        ? []
        : [cost > 0 ? t('1,000 tasks cost {cost} more', dollars) : t('1,000 tasks cost {cost} less', dollars)]),
      ...(seconds === null
        ? []
        : [seconds > 0 ? t('and each takes {time} longer.', time) : t('and each takes {time} less.', time)]),
    ];
  }
}

function nearest(points: readonly ReplayPoint[], threshold: number, first: ReplayPoint): ReplayPoint {
  return points.reduce(
    (best, point) => (Math.abs(point.threshold - threshold) < Math.abs(best.threshold - threshold) ? point : best),
    first,
  );
}
