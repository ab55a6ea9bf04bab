// The answer view as a whole: keeps its parts equal to the state. Knows nothing of the editor; asks through `send`.
import type { AnswerRequest } from '../shared/answerMessages';
import { standingIndex, type AnswerState } from '../shared/answerState';
import { stripInvisible } from '../shared/invisibleText';
import { AnswerActions } from './answerActions';
import { AnswerHeader } from './answerHeader';
import { emptyNotice, endNotice } from './answerNotices';
import { Announcer } from './announcer';
import { button, element } from './element';
import { foldEdits } from './foldEdits';
import { literalText } from './plainText';
import { PatchSection } from './patchSection';
import type { AnswerLinks } from './markdownElements';
import { StickyScroll } from './stickyScroll';
import { StreamedMarkdown } from './streamedMarkdown';
import { t } from './page';

/** Requests that say nothing but which task is meant. */
type Plain =
  | 'stop'
  | 'more'
  | 're-ask-fast'
  | 're-ask-strong'
  | 'kind-rule'
  | 'touched'
  | 'take-offer'
  | 'open-trace'
  | 'open-patch'
  | 'accept-patch'
  | 'reject-patch'
  | 'undo-patch'
  | 'try-patch'
  | 'escalate-patch';

export class AnswerView {
  private state: AnswerState | null = null;
  /** Before the host has said what there is, nothing is: who has just asked is not taught how to ask. */
  private heard = false;
  /** Which answer is looked at; null is the one that stands. */
  private chosen: number | null = null;
  /** What was told of the task that is shown. */
  private readonly told = new Set<'touched' | 'take-offer'>();
  private scheduled = false;
  private readonly announcer = new Announcer();
  private readonly header = new AnswerHeader();
  private readonly progress = element('div', { class: 'progress', 'aria-hidden': 'true' });
  private readonly choice = element('div', { class: 'choice', role: 'group', 'aria-label': t('Answers') });
  private readonly frames = element('details', { class: 'frames', open: true });
  private readonly text = element('div', { class: 'markdown', tabindex: -1 });
  private readonly notices = element('div', { class: 'notices' });
  private readonly scroller: HTMLElement;
  private readonly actions: AnswerActions;
  private readonly patch: PatchSection;
  private readonly markdown: StreamedMarkdown;
  private readonly sticky: StickyScroll;
  private readonly full: readonly HTMLElement[];
  private readonly empty: HTMLElement;

  constructor(
    root: HTMLElement,
    private readonly send: (request: AnswerRequest) => void,
  ) {
    this.actions = new AnswerActions({
      stop: () => this.about('stop'),
      more: () => this.about('more'),
      reAskFast: () => this.about('re-ask-fast'),
      reAskStrong: () => this.about('re-ask-strong'),
      kindRule: () => this.about('kind-rule'),
      openTrace: () => this.about('open-trace'),
      copy: () => this.copy(this.current()?.text ?? ''),
      insert: () => this.insert(this.current()?.text ?? ''),
      thumb: (up) => this.forTask((task) => this.send({ type: 'thumb', task, up })),
    });
    this.patch = new PatchSection({
      open: () => this.about('open-patch'),
      accept: () => this.about('accept-patch'),
      reject: () => this.about('reject-patch'),
      undo: () => this.about('undo-patch'),
      tryIt: () => this.about('try-patch'),
      escalate: () => this.about('escalate-patch'),
    });
    this.empty = emptyNotice({ run: (command) => this.send({ type: 'run', command }) });
    const parts = [this.text, this.notices, this.patch.root, this.actions.tools];
    const body = element('article', { 'aria-label': t('Answer') }, ...parts);
    this.scroller = element(
      'main',
      { class: 'scroller' },
      this.empty,
      this.header.root,
      this.choice,
      this.frames,
      body,
    );
    this.full = [this.header.root, this.frames, body, this.actions.root];
    this.markdown = new StreamedMarkdown(this.text, this.links([]));
    this.sticky = new StickyScroll(this.scroller);
    root.append(this.progress, this.scroller, this.actions.root, this.announcer.root);
    root.addEventListener('keydown', (event) => {
      if (event.key === 'Escape' && this.isRunning()) this.about('stop');
    });
    // By hand: following the end of a growing answer scrolls too.
    for (const type of ['wheel', 'touchmove', 'pointerdown', 'keydown', 'copy'])
      this.scroller.addEventListener(type, () => this.tell('touched'), { passive: true });
    this.draw();
  }

  /** Takes a new state; text that grows is drawn at most once a frame. */
  update(state: AnswerState | null): void {
    const before = this.state;
    this.state = state;
    this.heard = true;
    this.announcer.announce(before, state);
    // An answer that is offered beside the one that is read changes nothing for who reads.
    const another = state?.answers.length !== before?.answers.length && state?.standing === undefined;
    if (state?.task !== before?.task || another) this.chosen = null;
    if (state?.task !== before?.task) {
      this.told.clear();
      this.actions.reset();
      this.sticky.reset();
    }
    if (state?.frames !== before?.frames) {
      this.markdown.setLinks(this.links(state?.frames ?? []));
      this.drawFrames();
    }
    if (this.scheduled) return;
    this.scheduled = true;
    requestAnimationFrame(() => {
      this.scheduled = false;
      this.draw();
    });
  }

  private draw(): void {
    const state = this.state;
    this.empty.hidden = state !== null || !this.heard;
    for (const part of this.full) part.hidden = state === null;
    this.progress.classList.toggle('running', this.isRunning());
    this.choice.hidden = state === null || state.answers.length < 2;
    if (state === null) return;
    const answer = this.current();
    this.header.update(state, answer);
    this.drawChoice(state);
    this.frames.hidden = state.frames.length === 0;
    this.markdown.draw(this.readable(state, answer?.text ?? ''));
    const end = endNotice(state, (action) => this.forTask((task) => this.send({ type: 'repair', task, action })));
    this.notices.replaceChildren(...(end === null ? [] : [end]));
    this.patch.update(state.patch);
    this.actions.update(state);
    this.sticky.follow();
  }

  /** A change is read as a diff, not as edits: those stand in the text only where no change came of them. */
  private readable(state: AnswerState, text: string): string {
    const isLast = this.chosen === null || this.chosen === standingIndex(state);
    const refused = state.reasons.some(({ rule }) => rule.startsWith('edit.') || rule === 'patch.new-errors');
    if (!isLast || (!this.isRunning() && state.patch === undefined && refused)) return text;
    return foldEdits(text, (path) => (path === '' ? '' : `*${t('Change of {path}', { path: `\`${path}\`` })}*`));
  }

  /** One button an answer, in the order of asking; the chosen one is pressed. */
  private drawChoice(state: AnswerState): void {
    const chosen = this.chosen ?? standingIndex(state);
    const names = state.answers.map(({ head }, index) => {
      const tier = t(head.tier);
      if (index === standingIndex(state)) return t('Answer ({tier})', { tier });
      return index < standingIndex(state) ? t('First answer ({tier})', { tier }) : t('Later answer ({tier})', { tier });
    });
    if (
      this.choice.childElementCount !== names.length ||
      names.some((name, index) => this.choice.children[index]?.textContent !== name)
    ) {
      this.choice.replaceChildren(
        ...names.map((label, index) => button({ label, class: 'choice-button', run: () => this.choose(index) })),
      );
    }
    [...this.choice.children].forEach((child, index) => child.setAttribute('aria-pressed', String(index === chosen)));
  }

  private choose(index: number): void {
    this.chosen = index;
    if (this.state !== null && index > standingIndex(this.state)) this.tell('take-offer');
    this.draw();
  }

  private drawFrames(): void {
    const frames = this.state?.frames ?? [];
    const rows = frames.map((frame, index) => {
      const place = `${frame.path}:${frame.line}`;
      const row = element('button', { type: 'button', class: 'frame-row', title: t('Open {place}', { place }) });
      row.append(element('span', { class: 'frame-place' }, literalText(place)));
      row.append(element('span', { class: 'frame-label' }, literalText(frame.label)));
      row.addEventListener('click', () => this.openFrame(index));
      return element('li', {}, row);
    });
    const title =
      this.state?.kind === 'debug'
        ? t('Stack frames in this workspace ({count})', { count: frames.length })
        : t('The code in question');
    this.frames.replaceChildren(element('summary', {}, title), element('ol', {}, ...rows));
  }

  private links(frames: AnswerLinks['frames']): AnswerLinks {
    return {
      frames,
      openFrame: (index) => this.openFrame(index),
      openLink: (url) => this.forTask((task) => this.send({ type: 'open-link', task, url })),
      copy: (text) => this.copy(text),
      insert: (text) => this.insert(text),
    };
  }

  private openFrame(index: number): void {
    this.forTask((task) => this.send({ type: 'open-frame', task, index }));
  }

  private copy(text: string): void {
    this.forTask((task) => this.send({ type: 'copy', task, text: stripInvisible(text) }));
    this.announcer.say(t('Copied'));
  }

  private insert(text: string): void {
    this.forTask((task) => this.send({ type: 'insert', task, text: stripInvisible(text) }));
  }

  private about(type: Plain): void {
    this.forTask((task) => this.send({ type, task }));
  }

  /** Once for a task. */
  private tell(type: 'touched' | 'take-offer'): void {
    if (this.state === null || this.told.has(type)) return;
    if (type === 'touched' && this.state.answers.length === 0) return;
    this.told.add(type);
    this.about(type);
  }

  private forTask(run: (task: string) => void): void {
    if (this.state) run(this.state.task);
  }

  private current(): AnswerState['answers'][number] | undefined {
    return this.state?.answers[this.chosen ?? standingIndex(this.state)];
  }

  private isRunning(): boolean {
    return this.state?.phase === 'working' || this.state?.phase === 'streaming';
  }
}
