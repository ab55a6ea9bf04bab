// Why a task ended as it did, from a row of the list alone: no data of its reasons is there, so these are the short forms.
import type { TraceSummary } from '../core/traceStore';
import { wordReason, wordRule } from './reasonTexts';
import { fill, type Translate } from './translate';

export function summaryText(row: TraceSummary, translate: Translate = fill): string {
  if (row.end === 'cancelled' && row.rule === 'interrupted') return wordRule(row.rule, translate);
  if (row.end !== 'finished') return translate(row.end, {});
  const { shown, escalated, rule, pAcceptable, threshold } = row;
  switch (shown) {
    case 'accepted':
      if (pAcceptable === null || threshold === null) return wordRule('accepted', translate);
      return wordReason({ rule: 'accepted', weight: 1, data: { p: pAcceptable, threshold } }, translate);
    case 'strong':
      if (escalated) return wordRule('escalated', translate);
      if (rule === 'fast-down') return wordRule(rule, translate);
      return rule === null
        ? translate('asked at once', {})
        : translate('asked at once: {why}', { why: wordRule(rule, translate) });
    case 'unverified':
      return wordRule('unverified', translate);
    case 'suppressed':
      return wordRule('suppressed', translate);
    case 'none':
      return rule === null ? translate('nothing shown', {}) : wordRule(rule, translate);
  }
}
