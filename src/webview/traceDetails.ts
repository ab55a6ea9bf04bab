// One task from features to outcome, in the order in which it happened. Draws what the store has, and nothing else.
import type { Tier } from '../core/task';
import type { Trace } from '../core/trace';
import { formatMs, formatNumber, formatTokens } from '../shared/figures';
import { costText, decision, shownAttempt, totalTokens } from '../shared/traceLine';
import { kindNames } from './answerHeader';
import { attemptSection } from './attemptSection';
import { dataTable } from './dataTable';
import { button, element, icon, type Child } from './element';
import { literalText } from './plainText';
import { reasonTable } from './reasonTable';
import { t, translate } from './page';
import { kindIcons, tierBadge } from './tierBadge';
import { outcomeNames } from './traceTexts';
import { waterfall } from './waterfall';

export interface DetailCommands {
  /** False where this window did not ask the task. */
  readonly canReask: boolean;
  back(): void;
  reAsk(id: string, tier: Tier): void;
  copySent(id: string, attempt: number): void;
}

export function traceDetails(trace: Trace, run: DetailCommands): HTMLElement[] {
  return [
    heading(trace, run),
    section(t('Timeline'), waterfall(trace)),
    ...routeSection(trace),
    ...trace.attempts.map((_, index) => attemptSection(trace, index, () => run.copySent(trace.id, index))),
    ...outcomeSection(trace),
  ];
}

function heading(trace: Trace, run: DetailCommands): HTMLElement {
  const attempt = shownAttempt(trace);
  const tokens = totalTokens(trace.attempts);
  const cost = costText(trace.attempts, translate);
  const facts = [
    new Date(trace.startedAt).toLocaleString(document.documentElement.lang, {
      dateStyle: 'medium',
      timeStyle: 'medium',
      hourCycle: 'h23',
    }),
    trace.languageId,
    formatMs(trace.totalMs),
    ...(tokens ? [formatTokens(tokens, translate)] : []),
    ...(cost === null ? [] : [cost]),
  ];
  return element(
    'header',
    { class: 'details-head' },
    button({ icon: 'arrow-left', label: t('Back to the list'), class: 'quiet back', run: run.back }),
    element(
      'h2',
      { tabindex: -1 },
      icon(kindIcons[trace.kind]),
      element('span', {}, t(kindNames[trace.kind])),
      element('span', { class: 'path' }, literalText(trace.path)),
    ),
    element(
      'p',
      { class: 'decision' },
      attempt ? tierBadge(attempt.tier) : null,
      element('span', {}, literalText(decision(trace, translate))),
    ),
    element('p', { class: 'quiet-words' }, facts.join(' · ')),
    asks(trace, run),
  );
}

function asks({ id, kind }: Trace, run: DetailCommands): HTMLElement | null {
  if (kind === 'complete') return null;
  if (!run.canReask) return element('p', { class: 'quiet-words' }, t('To ask this again, start it from its place.'));
  return element(
    'div',
    { class: 'asks' },
    button({ icon: 'zap', label: t('Re-ask fast'), run: () => run.reAsk(id, 'fast') }),
    button({ icon: 'rocket', label: t('Re-ask strong'), run: () => run.reAsk(id, 'strong') }),
  );
}

function routeSection({ route, features }: Trace): HTMLElement[] {
  const facts = Object.entries(features).sort(([one], [other]) => one.localeCompare(other));
  const measured = element(
    'details',
    {},
    element('summary', {}, t('Features ({count})', { count: facts.length })),
    dataTable(
      t('Features'),
      [{ label: t('Feature') }, { label: t('Value'), number: true }],
      facts.map(([name, value]) => [name, formatNumber(value)]),
    ),
  );
  const chosen: Child[] = route
    ? [
        element(
          'p',
          { class: 'decision' },
          tierBadge(route.tier),
          t('asked first; chance of being hard {p}', { p: route.pHard.toFixed(2) }),
        ),
        reasonTable(t('Reasons for the route'), route.reasons),
      ]
    : [element('p', {}, t('No model was asked.'))];
  return [section(t('Route'), ...chosen, facts.length === 0 ? null : measured)];
}

function outcomeSection(trace: Trace): HTMLElement[] {
  const rows = trace.outcomes.map((outcome): Child[] => [t(outcomeNames[outcome.kind]), formatMs(outcome.atMs)]);
  const what =
    rows.length === 0
      ? element('p', { class: 'quiet-words' }, t('Nothing is known yet of what became of it.'))
      : dataTable(t('Outcome'), [{ label: t('Outcome') }, { label: t('After'), number: true }], rows);
  return [section(t('Outcome'), what)];
}

export function section(title: string, ...content: readonly Child[]): HTMLElement {
  return element('section', { class: 'part' }, element('h3', {}, title), ...content);
}
