// The buttons under an answer, and what runs now beside Stop. Built once: what does not apply is hidden, and a hidden button never keeps
// the focus.
import type { AnswerState } from '../shared/answerState';
import { wordReason } from '../shared/reasonTexts';
import { button, element, icon, setText } from './element';
import { t, translate } from './page';

export interface AnswerCommands {
  stop(): void;
  more(): void;
  reAskFast(): void;
  reAskStrong(): void;
  copy(): void;
  insert(): void;
  thumb(up: boolean): void;
  openTrace(): void;
  /** Always or never the strong model for this kind of task. */
  kindRule(): void;
}

export class AnswerActions {
  /** Stop, with what runs, and asking again: always in reach, however long the text is. */
  readonly root: HTMLElement;
  /** What one does with the text: stands at its end. */
  readonly tools: HTMLElement;
  private readonly stop: HTMLButtonElement;
  private readonly stepWords = element('span');
  private readonly step = element('p', { class: 'step' }, icon('sync'), this.stepWords);
  private readonly more: HTMLButtonElement;
  private readonly afterEnd: readonly HTMLButtonElement[];
  private readonly withText: readonly HTMLButtonElement[];
  private readonly thumbs: readonly [HTMLButtonElement, HTMLButtonElement];

  constructor(run: AnswerCommands) {
    const quiet = 'quiet';
    this.stop = button({ icon: 'debug-stop', label: t('Stop'), class: 'primary', run: run.stop });
    this.more = button({ icon: 'unfold', label: t('More'), run: run.more });
    this.afterEnd = [
      button({ icon: 'zap', label: t('Re-ask fast'), run: run.reAskFast }),
      button({ icon: 'rocket', label: t('Re-ask strong'), run: run.reAskStrong }),
      button({
        icon: 'settings',
        label: t('Always or never strong for this kind'),
        text: '',
        class: quiet,
        run: run.kindRule,
      }),
    ];
    this.thumbs = [
      button({ icon: 'thumbsup', label: t('Good answer'), text: '', class: quiet, run: () => this.judge(true, run) }),
      button({ icon: 'thumbsdown', label: t('Bad answer'), text: '', class: quiet, run: () => this.judge(false, run) }),
    ];
    this.withText = [
      button({ icon: 'copy', label: t('Copy answer'), text: '', class: quiet, run: run.copy }),
      button({ icon: 'insert', label: t('Insert answer at the cursor'), text: '', class: quiet, run: run.insert }),
    ];
    const trace = button({ icon: 'list-tree', label: t('Show the trace'), text: '', class: quiet, run: run.openTrace });
    this.root = element('footer', { class: 'actions' }, this.stop, this.step, ...this.afterEnd);
    const tools = [this.more, ...this.withText, ...this.thumbs, trace];
    this.tools = element('div', { class: 'tools', role: 'group', 'aria-label': t('Answer') }, ...tools);
  }

  update(state: AnswerState): void {
    const running = state.phase === 'working' || state.phase === 'streaming';
    const hasText = (state.answers.at(-1)?.text ?? '') !== '';
    const focused = document.activeElement;
    this.stop.hidden = !running;
    this.step.hidden = !running || (state.step === null && state.phase === 'streaming');
    setText(this.stepWords, state.step ? wordReason(state.step, translate) : t('starting'));
    this.tools.hidden = running;
    this.more.hidden = running || state.more !== true || state.phase !== 'finished';
    for (const one of this.afterEnd) one.hidden = running;
    for (const one of [...this.withText, ...this.thumbs]) one.hidden = !hasText;
    const own = this.root.contains(focused) || this.tools.contains(focused);
    if (own && focused?.closest('[hidden]')) (running ? this.stop : this.afterEnd[0])?.focus();
  }

  /** Forgets the thumbs of the answer before. */
  reset(): void {
    for (const one of this.thumbs) one.setAttribute('aria-pressed', 'false');
  }

  private judge(up: boolean, run: AnswerCommands): void {
    this.thumbs[0].setAttribute('aria-pressed', String(up));
    this.thumbs[1].setAttribute('aria-pressed', String(!up));
    run.thumb(up);
  }
}
