// One row of the list, in two lines: what was asked and who answered; when, why and what became of it.
import type { TraceSummary } from '../core/traceStore';
import { formatCost, formatMs } from '../shared/figures';
import { summaryText } from '../shared/summaryText';
import { kindNames } from './answerHeader';
import { element, icon } from './element';
import { literalText } from './plainText';
import { t, translate } from './page';
import { kindIcons, tierBadge } from './tierBadge';
import { formatTime, outcomeNames, resultIcon } from './traceTexts';

export function traceRow(row: TraceSummary): HTMLElement {
  const why = summaryText(row, translate);
  const model = row.model === null ? null : literalText(row.model);
  const mark = resultIcon(row.end, row.shown);
  const outcome = Object.entries(outcomeNames).find(([kind]) => kind === row.lastOutcome && kind !== 'shown')?.[1];
  return element(
    'div',
    { class: 'row-lines' },
    element(
      'div',
      { class: 'row-line' },
      icon(kindIcons[row.kind]),
      element('span', { class: 'row-kind' }, t(kindNames[row.kind])),
      element('span', { class: 'row-path' }, literalText(row.path)),
      row.tier === null ? null : tierBadge(row.tier),
      element('span', { class: 'row-ms' }, formatMs(row.totalMs)),
    ),
    element(
      'div',
      { class: `row-line row-quiet${row.end === 'failed' ? ' row-failed' : ''}` },
      element('span', { class: 'row-time' }, formatTime(row.startedAt, Date.now(), document.documentElement.lang)),
      element(
        'span',
        { class: 'row-why', title: model === null ? why : `${why} · ${model.textContent}` },
        mark === null ? null : icon(mark),
        why,
        model === null ? null : ' · ',
        model,
      ),
      outcome === undefined ? null : element('span', {}, t(outcome)),
      (row.cost ?? 0) === 0 && row.outputTokens === 0
        ? null
        : element('span', { class: 'row-cost' }, row.cost === null ? t('unpriced') : formatCost(row.cost)),
    ),
  );
}
