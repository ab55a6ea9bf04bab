// Reasons with their weights, heaviest first as they came; notes without weight keep an empty cell.
import type { Reason } from '../core/task';
import { wordReason } from '../shared/reasonTexts';
import { dataTable } from './dataTable';
import { t, translate } from './page';

export function reasonTable(caption: string, reasons: readonly Reason[]): HTMLElement {
  return dataTable(
    caption,
    [{ label: t('Reason') }, { label: t('Weight'), number: true }],
    reasons.map((reason) => [wordReason(reason, translate), weight(reason.weight)]),
  );
}

function weight(value: number): string {
  if (value === 0) return '';
  return `${value > 0 ? '+' : '−'}${Math.abs(value).toFixed(2)}`;
}
