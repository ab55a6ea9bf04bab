// What the work has cost: against the budget, against strong alone, by day, task and tier, and by which prices.
import type { TraceMessage } from '../shared/traceMessages';
import { formatCost, formatNumber, formatPrice, formatShare } from '../shared/figures';
import { wordReason } from '../shared/reasonTexts';
import { kindNames } from './answerHeader';
import { part } from './calibrationView';
import { dataTable } from './dataTable';
import { button, element, icon } from './element';
import { asSentence, counted, t, translate } from './page';
import { literalText } from './plainText';
import { spendingChart } from './spendingChart';
import { byDay, groupBy, sumOf, type Spent } from './spent';

type Spending = Omit<Extract<TraceMessage, { type: 'spending' }>, 'type'>;
type Facts = NonNullable<Spending['facts']>;

export function spendingView(
  { facts, lines, strongModel }: Spending,
  run: { budget(): void; prices(): void },
): HTMLElement[] {
  const days = byDay(lines);
  return [
    element(
      'header',
      { class: 'report-head' },
      element('h1', {}, t('Spending')),
      saved(sumOf(lines), strongModel),
      element(
        'p',
        { class: 'quiet-words' },
        t('Estimated from tokens and list prices, over the last 30 days that are stored.'),
      ),
    ),
    ...(facts === null ? [] : [budget(facts, run.budget)]),
    part(
      t('By day'),
      days.length === 0
        ? element('p', { class: 'quiet-words' }, t('Nothing has been asked in the last 30 days.'))
        : days.every(([, { dollars, strongAlone }]) => dollars + (strongAlone ?? 0) === 0)
          ? element('p', { class: 'quiet-words' }, t('Nothing has been charged in the last 30 days.'))
          : spendingChart(days),
    ),
    ...(lines.length === 0 ? [] : [part(t('By task and tier'), byTask(lines))]),
    ...(facts === null ? [] : [prices(facts, run.prices)]),
  ];
}

function saved({ dollars, strongAlone, tasks, unpriced }: Spent, strongModel: string | null): HTMLElement {
  const spent = counted('{cost} for one task.', '{cost} for {count} tasks.', tasks, { cost: formatCost(dollars) });
  const beside =
    tasks === 0 || strongModel === null || strongAlone === null
      ? t('What strong alone would have cost is unknown: it has no price.')
      : strongAlone === 0 && dollars === 0
        ? t('{model} alone would have cost nothing either.', { model: strongModel })
        : strongAlone >= dollars
          ? t('{model} alone would have cost {cost}: {saved} saved, {share}.', {
              model: strongModel,
              cost: formatCost(strongAlone),
              saved: formatCost(strongAlone - dollars),
              share: formatShare((strongAlone - dollars) / strongAlone),
            })
          : t('{model} alone would have cost {cost}, which is less: see the standing verdict under Calibration.', {
              model: strongModel,
              cost: formatCost(strongAlone),
            });
  return element(
    'p',
    { class: 'certificate' },
    icon('graph'),
    element('span', {}, [spent, beside, ...unpricedWords(unpriced)].join(' ')),
  );
}

function unpricedWords(unpriced: number): string[] {
  return unpriced === 0
    ? []
    : [counted('One unpriced task is in no sum.', '{count} unpriced tasks are in no sum.', unpriced)];
}

function budget({ day, month, state }: Facts, set: () => void): HTMLElement {
  const near = state.rule === 'budget.near' || state.rule === 'budget.over';
  return part(
    t('Budget'),
    element(
      'p',
      { class: 'certificate' },
      icon(near ? 'warning' : 'credit-card'),
      element('span', {}, asSentence(wordReason(state, translate))),
    ),
    meter(t('Today'), day),
    meter(t('This month'), month),
    element('div', { class: 'asks' }, button({ label: t('Set budgets'), run: set })),
  );
}

function meter(name: string, { spent, reserved, limit }: Facts['day']): HTMLElement {
  const words =
    limit === null
      ? t('{spent}, no limit', { spent: formatCost(spent) })
      : t('{spent} of {limit}', { spent: formatCost(spent), limit: formatCost(limit) });
  const row = element('div', { class: 'meter' }, element('span', { class: 'meter-name' }, name));
  if (limit !== null) {
    const bar = element('span', { class: 'meter-bar', 'aria-hidden': 'true' });
    const filled = element('span', { class: 'meter-filled' });
    filled.style.width = `${Math.min(100, (100 * (spent + reserved)) / Math.max(limit, 1e-9))}%`;
    bar.append(filled);
    row.append(bar);
  }
  row.append(element('span', { class: 'meter-words' }, words));
  return row;
}

function byTask(lines: Spending['lines']): HTMLTableElement {
  const groups = groupBy(lines, ({ kind, tier }) => `${kind} ${tier}`);
  const rows = groups
    .map(([key, spent]) => ({ line: lines.find(({ kind, tier }) => `${kind} ${tier}` === key), spent }))
    .sort((one, other) => other.spent.dollars - one.spent.dollars);
  return dataTable(
    t('By task and tier'),
    [
      { label: t('Task') },
      { label: t('Answered by') },
      { label: t('Tasks'), number: true },
      { label: t('Cost'), number: true },
      { label: t('Strong alone'), number: true },
    ],
    rows.flatMap(({ line, spent }) =>
      line === undefined
        ? []
        : [
            [
              t(kindNames[line.kind]),
              t(line.tier),
              formatNumber(spent.tasks),
              spent.unpriced === spent.tasks ? t('unpriced') : formatCost(spent.dollars),
              spent.strongAlone === null ? t('unpriced') : formatCost(spent.strongAlone),
            ],
          ],
    ),
  );
}

function prices({ prices: table, unpriced }: Facts, set: () => void): HTMLElement {
  return part(
    t('Prices'),
    unpriced.length === 0
      ? null
      : element(
          'p',
          { class: 'certificate' },
          icon('warning'),
          element('span', {}, t('No price is known of:'), ' ', literalText(unpriced.join(', '))),
        ),
    dataTable(
      t('Prices'),
      [
        { label: t('Dollars for a million tokens') },
        { label: t('In'), number: true },
        { label: t('Cached'), number: true },
        { label: t('Cache write'), number: true },
        { label: t('Out'), number: true },
      ],
      table.rows.map(({ model, prices: price, own, local }) => [
        own ? `${model} (${t('yours')})` : local ? `${model} (${t('on this machine')})` : model,
        ...(['input', 'cachedRead', 'cacheWrite', 'output'] as const).map((bucket) =>
          price === null ? t('unpriced') : local && price[bucket] === 0 ? t('free') : formatPrice(price[bucket]),
        ),
      ]),
    ),
    element(
      'p',
      { class: table.old ? 'certificate' : 'quiet-words' },
      table.old ? icon('warning') : null,
      element(
        'span',
        {},
        table.old
          ? t(
              'The shipped prices were compared with the makers’ lists on {date}, {days} days ago: compare them again.',
              {
                date: table.date,
                days: table.ageDays,
              },
            )
          : t('The shipped table was last compared with the makers’ lists on {date}.', { date: table.date }),
        ' ',
        button({ label: t('Set prices'), class: 'link', run: set }),
      ),
    ),
  );
}
