// When each step of a task ran: a table whose middle column is a picture. Waiting for the first token is drawn in outline.
import type { Trace } from '../core/trace';
import { formatMs } from '../shared/figures';
import type { ViewText } from '../shared/viewTexts';
import { dataTable } from './dataTable';
import { element } from './element';
import { literalText } from './plainText';
import { t } from './page';
import { tierBadge } from './tierBadge';

interface Step {
  readonly name: Node;
  readonly look: 'span' | 'fast' | 'strong';
  readonly startMs: number;
  readonly firstMs: number | null;
  readonly endMs: number;
}

export function waterfall(trace: Trace): HTMLElement {
  const attempts = trace.attempts.map((attempt): Step => {
    const name = element(
      'span',
      { class: 'step-name' },
      tierBadge(attempt.tier),
      element('span', {}, literalText(attempt.model)),
    );
    return { name, look: attempt.tier, startMs: attempt.startMs, firstMs: attempt.firstTokenMs, endMs: attempt.endMs };
  });
  const spans = trace.spans.map((span): Step => {
    const known = spanNames[span.name];
    const name = element('span', { class: 'step-name' }, known === undefined ? literalText(span.name) : t(known));
    return { name, look: 'span', startMs: span.startMs, firstMs: null, endMs: span.endMs };
  });
  const steps = [...spans, ...attempts].sort((one, other) => one.startMs - other.startMs || one.endMs - other.endMs);
  const whole = Math.max(1, trace.totalMs, ...steps.map((step) => step.endMs));
  const table = dataTable(
    t('Steps'),
    [
      { label: t('Step') },
      { label: t('Course') },
      { label: t('Start'), number: true },
      { label: t('First token'), number: true },
      { label: t('Took'), number: true },
    ],
    steps.map((step) => [
      step.name,
      track(step, whole),
      formatMs(step.startMs),
      step.firstMs === null ? '–' : formatMs(step.firstMs),
      formatMs(step.endMs - step.startMs),
    ]),
  );
  table.classList.add('waterfall');
  return table;
}

const spanNames: Readonly<Record<string, ViewText>> = {
  features: 'measure the task',
  parse: 'read the stack trace',
  resolve: 'resolve frames',
  collect: 'collect context',
  triage: 'take a first look',
  judge: 'judge the answer',
  resample: 'ask again and compare',
  verify: 'check the edits',
};

function track(step: Step, whole: number): HTMLElement {
  const first = step.firstMs ?? (step.look === 'span' ? step.startMs : step.endMs);
  const line = element('div', { class: 'track', 'aria-hidden': 'true' });
  if (first > step.startMs) line.append(bar('waiting', step.startMs, first, whole));
  if (step.endMs > first || step.look === 'span') line.append(bar(step.look, first, step.endMs, whole));
  return line;
}

function bar(look: string, from: number, to: number, whole: number): HTMLElement {
  const made = element('span', { class: `bar bar-${look}` });
  made.style.left = `${Math.min(99.5, (from / whole) * 100)}%`;
  made.style.width = `${Math.max(0, ((to - from) / whole) * 100)}%`;
  return made;
}
