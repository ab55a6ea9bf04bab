// The head of an answer: what was asked, who answers, why, and what it took. Built once, then only its words change.
import type { Answer, AnswerState } from '../shared/answerState';
import { formatCost, formatMs, formatNumber } from '../shared/figures';
import { headline } from '../shared/headline';
import { wordReason } from '../shared/reasonTexts';
import { element, icon, setText } from './element';
import { literalText } from './plainText';
import { t, translate } from './page';
import { kindIcons, tierBadge } from './tierBadge';

export class AnswerHeader {
  readonly root: HTMLElement;
  private readonly title = element('h1');
  private readonly who = element('div', { class: 'who' });
  private readonly verdict = element('span', { class: 'verdict' });
  private readonly reasons = element('ul', { class: 'reasons' });
  private readonly why = element(
    'details',
    { class: 'why' },
    element('summary', {}, this.verdict, element('span', { class: 'why-word' }, t('Why?'))),
    this.reasons,
  );
  private readonly checks = element('p', { class: 'checks' });
  private readonly figures = element('p', { class: 'figures' });

  constructor() {
    this.root = element('header', { class: 'answer-head' }, this.title, this.who, this.why, this.checks, this.figures);
  }

  update(state: AnswerState, answer: Answer | undefined): void {
    const { kind, subject } = state;
    this.title.replaceChildren(icon(kindIcons[kind]), element('span', { class: 'kind' }, t(kindNames[kind])), ' ');
    this.title.append(element('span', { class: 'subject', title: subject }, literalText(subject)));
    this.who.hidden = answer === undefined;
    if (answer) {
      const { tier, model, firstTokenMs } = answer.head;
      const time = state.figures ? state.figures.totalMs : firstTokenMs;
      this.who.replaceChildren(
        tierBadge(tier),
        element('span', { class: 'model', title: model }, literalText(model)),
        element('span', { class: 'time' }, time === null ? '' : formatMs(time)),
      );
    }
    this.updateWhy(state, answer);
    setText(this.figures, figureLine(state));
    this.figures.hidden = state.figures === null;
  }

  private updateWhy(state: AnswerState, answer: Answer | undefined): void {
    const checks = state.reasons.filter((reason) => reason.rule.startsWith('verified.'));
    const reasons = [...state.reasons.filter((reason) => !checks.includes(reason)), ...(answer?.head.reasons ?? [])];
    const line = headline(state.phase === 'finished' ? state.shown : null, reasons, translate);
    const rest = [...new Set(line.rest.map((reason) => wordReason(reason, translate)))].filter(
      (word) => word !== line.words,
    );
    this.checks.hidden = checks.length === 0;
    this.checks.replaceChildren(icon('pass'), ' ', checks.map((reason) => wordReason(reason, translate)).join(' · '));
    this.why.hidden = line.words === '';
    const mark = state.phase === 'finished' && state.shown !== null ? verdictMarks[state.shown] : null;
    this.verdict.replaceChildren(...(mark === null ? [] : [icon(mark), ' ']), line.words);
    this.verdict.classList.toggle('unverified', state.shown === 'unverified');
    this.reasons.replaceChildren(...rest.map((word) => element('li', {}, word)));
    this.why.classList.toggle('single', rest.length === 0);
  }
}

export const kindNames = {
  complete: 'Complete',
  explain: 'Explain',
  edit: 'Edit',
  debug: 'Debug',
  chat: 'Chat',
} as const;

const verdictMarks = {
  accepted: 'pass',
  strong: null,
  unverified: 'unverified',
  suppressed: null,
  none: null,
} as const;

function figureLine({ figures }: AnswerState): string {
  if (!figures) return '';
  const { inputTokens, cachedTokens, outputTokens, exact, cost } = figures;
  return [
    t('{count} in', { count: formatNumber(inputTokens) }),
    ...(cachedTokens > 0 ? [t('{count} cached', { count: formatNumber(cachedTokens) })] : []),
    t('{count} out', { count: formatNumber(outputTokens) }),
    cost === null ? t('unpriced') : formatCost(cost),
    ...(exact ? [] : [t('estimated')]),
  ].join(' · ');
}
