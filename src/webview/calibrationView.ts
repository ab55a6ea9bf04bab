// How good the fast tier's answers really are: certificate, alarms, standing verdict, the two curves, and how they came about.
import type { Mode } from '../core/settings';
import type { Reason } from '../core/task';
import type { CalibrationFacts } from '../shared/calibrationFacts';
import { formatCost, formatMs, formatNumber, formatP } from '../shared/figures';
import { wordReason, wordRule } from '../shared/reasonTexts';
import type { ViewText } from '../shared/viewTexts';
import { share } from './deferralChart';
import { dataTable } from './dataTable';
import { button, element, icon, type Child } from './element';
import { asSentence, t, translate } from './page';
import { literalText } from './plainText';
import { reliabilityChart } from './reliabilityChart';
import { ThresholdPreview } from './thresholdPreview';
import { formatTime } from './traceTexts';

export interface CalibrationCommands {
  look(threshold: number): void;
  /** Chooses another aim: the threshold follows it. */
  aim(): void;
  adopt(): void;
  mode(mode: Mode): void;
  /** To the queue of answers that nobody has judged yet. */
  review(): void;
  learning(): void;
}

export function calibrationView(
  facts: CalibrationFacts | null,
  looked: number | null,
  run: CalibrationCommands,
): HTMLElement[] {
  if (facts === null) return [part(t('Calibration'), element('p', {}, t('Nothing is calibrated in this window yet.')))];
  return [
    certificate(facts, run),
    ...alarms(facts.alarms),
    ...pending(facts, run),
    standing(facts, run),
    curves(facts, looked, run),
    reliability(facts),
    history(facts, run),
  ];
}

function certificate(facts: CalibrationFacts, run: CalibrationCommands): HTMLElement {
  const { threshold, labels, aim } = facts;
  return element(
    'header',
    { class: 'report-head' },
    element('h1', {}, t('Calibration')),
    element(
      'p',
      { class: `certificate${facts.certified ? ' certified' : ''}` },
      icon(facts.certified ? 'verified-filled' : 'shield'),
      element('span', {}, sentence(facts.certificate)),
    ),
    element(
      'p',
      { class: 'quiet-words' },
      t(thresholdWords[threshold.kind], { threshold: formatP(threshold.value) }),
      ' ',
      t('Aim: {aim}, at most {share} of the accepted answers bad.', {
        aim: t(aimNames[aim.name]),
        share: share(aim.alpha),
      }),
      ' ',
      t('Answers that turned out good: {good}; bad: {bad}.', {
        good: formatNumber(labels.good),
        bad: formatNumber(labels.bad),
      }),
    ),
    facts.certified
      ? null
      : element(
          'div',
          { class: 'asks' },
          button({ icon: 'checklist', label: t('Judge answers that wait'), run: run.review }),
        ),
  );
}

const thresholdWords: Readonly<Record<CalibrationFacts['threshold']['kind'], ViewText>> = {
  prior: 'The threshold {threshold} is a prior, set by hand.',
  certified: 'The threshold {threshold} comes from your own outcomes.',
  safe: 'The threshold {threshold} is the last safe one, kept while an alarm stands.',
};

const aimNames: Readonly<Record<CalibrationFacts['aim']['name'], ViewText>> = {
  cost: 'cost',
  speed: 'speed',
  balanced: 'balanced',
  quality: 'quality',
};

function alarms(reasons: readonly Reason[]): HTMLElement[] {
  if (reasons.length === 0) return [];
  const items = reasons.map((reason) => element('li', {}, icon('warning'), element('span', {}, sentence(reason))));
  return [
    element(
      'section',
      { class: 'alarms', 'aria-label': t('Alarms') },
      element('ul', {}, ...items),
      element('p', { class: 'quiet-words' }, t('While an alarm stands, Weir accepts no more than was last safe.')),
    ),
  ];
}

function pending({ pending: change }: CalibrationFacts, run: CalibrationCommands): HTMLElement[] {
  if (change === null) return [];
  const words = { from: formatP(change.from), to: formatP(change.to) };
  return [
    part(
      t('A change waits for your yes'),
      element('p', {}, t('Threshold {from} → {to}:', words), ' ', sentence(change.why)),
      element('div', { class: 'asks' }, button({ label: t('Adopt'), class: 'primary', run: run.adopt })),
    ),
  ];
}

function standing({ standing: facts }: CalibrationFacts, run: CalibrationCommands): HTMLElement {
  const { offer } = facts;
  const rows: readonly (readonly [ViewText, CalibrationFacts['standing']['cascade']])[] = [
    ['Cascade, as it was', facts.cascade],
    ['Fast alone', facts.fast],
    ['Strong alone', facts.strong],
  ];
  return part(
    t('Does the cascade pay?'),
    element('p', {}, ...verdictWords(facts.verdict)),
    offer === null
      ? null
      : element(
          'div',
          { class: 'asks' },
          button({ icon: 'arrow-swap', label: t(switchWords[offer]), class: 'primary', run: () => run.mode(offer) }),
        ),
    dataTable(
      t('Does the cascade pay?'),
      [
        { label: t('Means') },
        { label: t('Cost a task'), number: true },
        { label: t('Time a task'), number: true },
        { label: t('Bad answers'), number: true },
      ],
      rows.map(([name, { dollars, seconds, bad }]) => [
        t(name),
        dollars === null ? t('unknown') : formatCost(dollars),
        seconds === null ? t('unknown') : formatMs(seconds * 1000),
        share(bad),
      ]),
    ),
  );
}

/** The verdict in a few words, then the figures that it comes from. */
function verdictWords(verdict: Reason): Child[] {
  const [words, figures] = [wordRule(verdict.rule, translate), wordReason(verdict, translate)];
  const rest = `${asSentence(figures)}.`;
  return figures.startsWith(words) ? [rest] : [element('strong', {}, `${asSentence(words)}.`), ' ', rest];
}

const switchWords: Readonly<Record<Mode, ViewText>> = {
  cascade: 'Switch to the cascade',
  fast: 'Switch to fast only',
  strong: 'Switch to strong only',
};

function curves(facts: CalibrationFacts, looked: number | null, run: CalibrationCommands): HTMLElement {
  const first = facts.replay[0];
  return part(
    t('Quality against cost'),
    first === undefined || !facts.replay.some(({ quality, dollars }) => quality !== null && dollars !== null)
      ? element(
          'p',
          { class: 'quiet-words' },
          t('The curve is drawn once enough of your tasks have been judged and priced.'),
        )
      : new ThresholdPreview(facts, first, looked, run).root,
  );
}

/** Of fewer answers a curve would be made of chance. */
const fewestToDraw = 20;

function reliability({ reliability: bins, artefact }: CalibrationFacts): HTMLElement {
  return part(
    t('Reliability'),
    bins.reduce((sum, { count }) => sum + count, 0) < fewestToDraw
      ? element(
          'p',
          { class: 'quiet-words' },
          t(
            'Nothing to draw yet: what you accept, keep, edit away, undo or judge by a thumb tells how good the answers were.',
          ),
        )
      : reliabilityChart(bins),
    artefact.ece === null
      ? null
      : element(
          'p',
          { class: 'quiet-words' },
          t('Calibration error {ece}, Brier score {brier}, out of fold over {labels} labels.', {
            ece: formatP(artefact.ece),
            brier: artefact.brier === null ? t('unknown') : formatP(artefact.brier),
            labels: formatNumber(artefact.labels),
          }),
        ),
  );
}

function history(facts: CalibrationFacts, run: CalibrationCommands): HTMLElement {
  const { artefact, shadow, learning, changes } = facts;
  const item = (name: ViewText, ...words: readonly Child[]): HTMLElement[] => [
    element('dt', {}, t(name)),
    element('dd', {}, ...words),
  ];
  const list = element(
    'dl',
    { class: 'facts' },
    ...item(
      'In use',
      literalText(artefact.version),
      ', ',
      t(artefact.source === 'own' ? 'from your own answers' : 'as shipped'),
      `, ${artefact.date}, `,
      literalText(artefact.fastModel),
    ),
    ...(shadow === null
      ? []
      : item(
          'Being tested',
          literalText(shadow.version),
          ', ',
          t('{have} of {need} answers', { have: formatNumber(shadow.have), need: formatNumber(shadow.need) }),
        )),
    ...item(
      'Learning by itself',
      t(learningWords[learning.consent], {
        explored: formatNumber(learning.explored),
        audited: formatNumber(learning.audited),
      }),
      ' ',
      button({ label: t('Change…'), class: 'link', run: run.learning }),
    ),
  );
  const language = document.documentElement.lang;
  return part(
    t('Where it comes from'),
    list,
    changes.length === 0
      ? null
      : dataTable(
          t('Changes of the threshold'),
          [
            { label: t('When') },
            { label: t('From'), number: true },
            { label: t('To'), number: true },
            { label: t('Why') },
          ],
          changes.map((change) => [
            formatTime(change.at, Date.now(), language),
            formatP(change.from),
            formatP(change.to),
            sentence(change.why),
          ]),
        ),
  );
}

const learningWords: Readonly<Record<CalibrationFacts['learning']['consent'], ViewText>> = {
  yes: 'on: {explored} decisions drawn, {audited} answers audited.',
  no: 'off.',
  'not-asked': 'off until you say yes.',
};

function sentence(reason: Reason): string {
  return `${asSentence(wordReason(reason, translate))}.`;
}

export function part(title: string, ...content: readonly Child[]): HTMLElement {
  return element('section', { class: 'part' }, element('h2', {}, title), ...content);
}
