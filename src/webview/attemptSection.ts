// One call of one model: its answer, what the judge said of it, and what was sent, exactly as stored.
import type { Attempt, Judgement, Trace } from '../core/trace';
import { attemptTitle } from '../shared/attemptTitle';
import { formatMs, formatNumber, formatTokens } from '../shared/figures';
import { costText, totalTokens } from '../shared/traceLine';
import type { ViewText } from '../shared/viewTexts';
import { dataTable } from './dataTable';
import { button, element, icon, type Child } from './element';
import { literalText } from './plainText';
import { reasonTable } from './reasonTable';
import { scoreBar } from './scoreBar';
import { t, translate } from './page';
import { tierBadge } from './tierBadge';

export function attemptSection(trace: Trace, index: number, copySent: () => void): HTMLElement {
  const attempt = trace.attempts[index];
  if (!attempt) return element('section');
  const judgements = trace.judgements.filter((judgement) => judgement.attempt === index);
  return element(
    'section',
    { class: 'part' },
    element('h3', {}, attemptTitle(trace, index, translate)),
    element(
      'p',
      { class: 'decision' },
      tierBadge(attempt.tier),
      element('span', { class: 'path' }, literalText(attempt.model)),
    ),
    element('p', { class: 'quiet-words' }, literalText(facts(attempt).join(' · '))),
    attempt.error === null
      ? null
      : element(
          'div',
          { class: 'failure' },
          element('p', {}, icon('error'), element('span', {}, literalText(attempt.error.sentence))),
        ),
    attempt.text === '' ? null : literalBlock(t('Answer text'), attempt.text),
    ...judgements.map(judgementPart),
    attempt.sent === null ? null : sentPart(attempt.sent, copySent),
  );
}

function facts(attempt: Attempt): string[] {
  const tokens = totalTokens([attempt]);
  const cost = costText([attempt], translate);
  const origin = originNames[attempt.origin];
  return [
    origin === undefined ? attempt.origin : t(origin),
    ...(attempt.firstTokenMs === null
      ? []
      : [t('first token after {time}', { time: formatMs(attempt.firstTokenMs - attempt.startMs) })]),
    formatMs(attempt.endMs - attempt.startMs),
    ...(tokens ? [formatTokens(tokens, translate)] : []),
    ...(cost === null ? [] : [cost]),
    ...(attempt.finish === null ? [] : [t(finishNames[attempt.finish])]),
  ];
}

/** Origins that are no addresses. */
const originNames: Readonly<Record<string, ViewText>> = {
  'embedded:': 'on this machine',
  'vscode:': 'through VS Code',
};

const finishNames = {
  stop: 'ended by itself',
  length: 'cut off by length',
  refused: 'refused',
  filtered: 'filtered',
  cut: 'cut by Weir',
} as const;

function judgementPart(judgement: Judgement): HTMLElement {
  const signals = Object.entries(judgement.signals).sort(([one], [other]) => one.localeCompare(other));
  const stages =
    judgement.stages.length === 0
      ? null
      : t('Judged in {time}: {stages}', { time: formatMs(judgement.ms), stages: judgement.stages.join(', ') });
  return element(
    'div',
    { class: 'judged' },
    element('h4', {}, t('Judgement')),
    scoreBar(judgement),
    reasonTable(t('Reasons of the judge'), judgement.reasons),
    element(
      'details',
      {},
      element('summary', {}, t('Signals ({count})', { count: signals.length })),
      stages === null ? null : element('p', { class: 'quiet-words' }, stages),
      dataTable(
        t('Signals'),
        [{ label: t('Signal') }, { label: t('Value'), number: true }],
        signals.map(([name, value]) => [name, formatNumber(value)]),
      ),
    ),
  );
}

/** Drawn when it is opened: it can be a megabyte. */
function sentPart(sent: string, copySent: () => void): HTMLElement {
  const made = element(
    'details',
    { class: 'sent' },
    element('summary', {}, t('What was sent ({count} characters)', { count: formatNumber(sent.length) })),
  );
  made.addEventListener('toggle', () => {
    if (!made.open || made.childElementCount > 1) return;
    const copy = button({ icon: 'copy', label: t('Copy what was sent'), class: 'secondary', run: copySent });
    made.append(
      element('p', { class: 'quiet-words' }, t('After redaction, byte for byte as it left.')),
      literalBlock(t('What was sent'), sent),
      copy,
    );
  });
  return made;
}

function literalBlock(label: string, text: string): HTMLElement {
  const content: Child = literalText(text);
  return element('pre', { class: 'literal', tabindex: 0, role: 'region', 'aria-label': label }, content);
}
