// Names for the panel's columns, filters and values. English; translated where they are drawn.
import type { OutcomeKind, Shown, TraceEnd } from '../core/trace';
import type { ViewText } from '../shared/viewTexts';
import type { TraceFilter } from './tracePages';

/** What one can filter by in "result": each is a piece of a query. */
export const results: readonly (readonly [
  label: ViewText,
  filter: Pick<TraceFilter, 'ends' | 'shown' | 'unjudged'>,
])[] = [
  ['All results', {}],
  ['Accepted', { ends: ['finished'], shown: ['accepted'] }],
  ['Strong answer', { ends: ['finished'], shown: ['strong'] }],
  ['Not verified', { ends: ['finished'], shown: ['unverified'] }],
  ['To review', { ends: ['finished'], shown: ['unverified'], unjudged: true }],
  ['Held or suppressed', { ends: ['finished'], shown: ['suppressed', 'none'] }],
  ['Failed', { ends: ['failed'] }],
  ['Cancelled', { ends: ['cancelled'] }],
];

/** Index into `results`: the queue of answers that nobody has judged. */
export const toReview = results.findIndex(([, filter]) => filter.unjudged === true);

export const outcomeNames: Readonly<Record<OutcomeKind, ViewText>> = {
  shown: 'shown',
  accepted: 'accepted',
  'partly-accepted': 'partly accepted',
  'typed-through': 'typed through',
  kept: 'kept',
  'edited-away': 'edited away',
  rejected: 'rejected',
  're-asked': 'asked again',
  copied: 'copied',
  inserted: 'inserted',
  undone: 'undone',
  'new-errors': 'brought new errors',
  tried: 'tried',
  'thumb-up': 'thumb up',
  'thumb-down': 'thumb down',
};

/** The icon beside how a task ended; its words stand beside it. */
export function resultIcon(end: TraceEnd, shown: Shown): string | null {
  if (end === 'failed') return 'error';
  if (end === 'cancelled') return 'circle-slash';
  return { accepted: 'pass', strong: null, unverified: 'unverified', suppressed: 'circle-slash', none: 'circle-slash' }[
    shown
  ];
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Kept: to make one takes longer than all else of a row. */
function format(language: string, today: boolean): Intl.DateTimeFormat {
  const key = `${language} ${today}`;
  const made =
    formats.get(key) ??
    new Intl.DateTimeFormat(
      language,
      today
        ? { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }
        : { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
    );
  formats.set(key, made);
  return made;
}

/** `09:26:53` today, `14 Mar, 09:26` on other days, in the user's language. */
export function formatTime(startedAt: number, now: number, language: string): string {
  const date = new Date(startedAt);
  return format(language, date.toDateString() === new Date(now).toDateString()).format(date);
}
