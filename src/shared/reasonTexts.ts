// Words a reason. The only place that turns a rule code into a sentence: log, status bar, views and evaluation print this.
import type { Reason } from '../core/task';
import { formatCost, formatMs, formatNumber, formatP, formatShare, signed } from './figures';
import { oneLine } from './invisibleText';
import { reasonCatalogue } from './reasonCatalogue';
import { fill, placeholders, type TextData, type Translate } from './translate';

/** The sentence for a reason with its data. Where data is missing, the short form; for an unknown rule, its code. Never throws. */
export function wordReason(reason: Reason, translate: Translate = fill): string {
  if (!Object.hasOwn(reasonCatalogue, reason.rule)) return oneLine(reason.rule);
  const [short, sentence, singular] = reasonCatalogue[reason.rule] ?? [reason.rule];
  if (sentence === undefined) return translate(short, {});
  const names = placeholders(sentence);
  if (names.some((name) => !Object.hasOwn(reason.data, name))) return translate(short, {});
  const first = names[0];
  const one = singular !== undefined && first !== undefined && reason.data[first] === 1;
  return translate(one ? singular : sentence, wordData(reason.data, translate));
}

/** A few words for a rule alone, to follow a colon: "asking strong: cut off by length". */
export function wordRule(rule: string, translate: Translate = fill): string {
  if (!Object.hasOwn(reasonCatalogue, rule)) return oneLine(rule);
  return translate(reasonCatalogue[rule]?.[0] ?? rule, {});
}

const probabilities: ReadonlySet<string> = new Set(['p', 'threshold', 'limit']);
const shares: ReadonlySet<string> = new Set(['share', 'sure', 'rate']);
const money: ReadonlySet<string> = new Set(['spent', 'budget', 'atMost']);
const periods: Readonly<Record<string, string>> = { day: 'today', month: 'this month' };

/** A `why` that is itself a rule is worded too. */
function wordData(data: Reason['data'], translate: Translate): TextData {
  const word = (name: string, value: string | number | boolean): string => {
    if (name === 'why' && typeof value === 'string') return wordRule(value, translate);
    if (name === 'period' && typeof value === 'string') return translate(periods[value] ?? value, {});
    if (typeof value !== 'number') return oneLine(String(value));
    if (shares.has(name)) return formatShare(value);
    if (money.has(name)) return formatCost(value);
    if (name === 'moreDollars') return signed(value, formatCost);
    if (name === 'moreSeconds') return signed(value, (seconds) => formatMs(1000 * seconds));
    return probabilities.has(name) ? formatP(value) : formatNumber(value);
  };
  return Object.fromEntries(Object.entries(data).map(([name, value]) => [name, word(name, value)]));
}
