// The panel as a whole: list on one side, details on the other, or one after the other where it is narrow.
import type { TraceMessage, TraceOpening, TraceRequest } from '../shared/traceMessages';
import { formatNumber } from '../shared/figures';
import { Announcer } from './announcer';
import { button, element, icon, setText } from './element';
import { counted, t, type Page } from './page';
import { keptState, type KeptState } from './keptState';
import { literalText } from './plainText';
import { reviewBar } from './reviewBar';
import { traceDetails } from './traceDetails';
import { TraceFilters, toFilter } from './traceFilters';
import { TraceList } from './traceList';
import { TracePages } from './tracePages';
import { weirMark } from './weirMark';

const wide = window.matchMedia('(min-width: 820px)');

export class TraceView {
  private readonly pages: TracePages;
  private readonly list: TraceList;
  private readonly filters = new TraceFilters(() => this.filter());
  private readonly announcer = new Announcer();
  private readonly count = element('p', { class: 'count' });
  private readonly passing = element('p', { class: 'quiet-words', hidden: true });
  private readonly trouble = element('div', { class: 'trouble', hidden: true });
  private readonly listNotice = element('div', { class: 'list-notice', hidden: true });
  private readonly reviewing = reviewBar((good) => this.list.judge(good));
  private readonly details = element('main', { class: 'details', 'aria-label': t('Details') });
  private readonly browse: HTMLElement;
  private readonly empty: HTMLElement;
  private readonly root: HTMLElement;
  private total = 0;
  private opened: string | null;
  private drawnId: string | null = null;
  private scrollTop: number;
  private restoring: boolean;

  constructor(
    root: HTMLElement,
    private readonly page: Page<TraceRequest>,
  ) {
    const kept = keptState(page.kept());
    this.opened = kept.opened;
    this.scrollTop = kept.scrollTop;
    this.restoring = kept.scrollTop > 0;
    this.pages = new TracePages((request, query) => page.send({ type: 'list', request, query }));
    this.list = new TraceList({
      moved: (row) => wide.matches && this.open(row.id),
      opened: (row) => this.open(row.id, true),
      nearEnd: () => this.pages.more(),
      scrolled: (top) => this.keep({ scrollTop: top }),
      judged: (row, good) => this.judge(row.id, good),
    });
    this.filters.set(kept.choice);
    this.list.activate(this.opened, false);
    this.empty = this.emptyNotice();
    this.browse = element(
      'nav',
      { class: 'browse', 'aria-label': t('Traces') },
      element('div', { class: 'browse-head' }, element('h1', {}, t('Tasks')), this.count),
    );
    setText(this.passing, t('In the browser traces are kept until this window closes.'));
    this.browse.append(this.passing, this.filters.root, this.trouble, this.reviewing, this.list.root, this.listNotice);
    this.root = element('div', { class: 'panel' }, this.browse, this.details);
    root.append(this.empty, this.root, this.announcer.root);
    this.empty.hidden = true;
    this.showDetails(this.opened !== null);
    this.drawNothingChosen();
  }

  /** What the page was opened with is drawn at once, and asked for again behind it: a reload brings back an old page. */
  start(opening: TraceOpening | null): void {
    this.page.send({ type: 'ready' });
    if (opening !== null && !this.filters.filtering) {
      this.pages.open(opening.rows);
      this.counted(opening);
      this.drawList();
    } else this.pages.start(toFilter(this.filters.choice));
    if (this.opened !== null) this.page.send({ type: 'get', id: this.opened });
  }

  receive(message: TraceMessage): void {
    switch (message.type) {
      case 'page':
        if (this.pages.take(message.request, message.rows)) this.drawList();
        return;
      case 'changed':
        this.counted(message);
        this.filters.setLanguages(message.languages);
        this.pages.refresh();
        if (this.opened !== null && this.drawnId === this.opened) this.page.send({ type: 'get', id: this.opened });
        this.drawList();
        return;
      case 'details':
        if (message.id === this.opened) this.drawDetails(message);
        return;
      case 'calibration':
      case 'spending':
        return;
      case 'select':
        this.list.activate(message.id, true);
        this.open(message.id, true);
        return;
      case 'failed':
        this.pages.fail(message.request);
        this.fail(message.sentence);
        return;
    }
  }

  private counted({ total, lasting }: Pick<TraceOpening, 'total' | 'lasting'>): void {
    this.total = total;
    this.passing.hidden = lasting;
  }

  /** Shows the queue of what is to be judged. */
  review(): void {
    this.filters.review();
    this.list.root.focus();
  }

  private judge(id: string, good: boolean): boolean {
    if (!this.filters.reviewing) return false;
    this.page.send({ type: 'judge', id, good });
    this.announcer.say(good ? t('Judged good') : t('Judged bad'));
    return true;
  }

  private filter(): void {
    this.keep({ scrollTop: 0 });
    this.list.scrollTo(0);
    this.pages.start(toFilter(this.filters.choice));
  }

  private drawList(): void {
    const { rows, complete, loading } = this.pages;
    this.trouble.hidden = true;
    this.reviewing.hidden = !this.filters.reviewing || rows.length === 0;
    const filtered = this.filters.filtering;
    const nothing = rows.length === 0 && complete && !loading;
    this.empty.hidden = !(nothing && !filtered && this.total === 0);
    this.root.hidden = !this.empty.hidden;
    this.list.setRows(rows, complete);
    if (this.restoring && rows.length > 0) {
      this.restoring = false;
      this.list.scrollTo(this.scrollTop);
    }
    const found = complete
      ? t('{count} found', { count: formatNumber(rows.length) })
      : t('{count}+ found', { count: formatNumber(rows.length) });
    const total = counted('{count} task', '{count} tasks', Math.max(this.total, rows.length));
    setText(this.count, filtered ? found : total);
    this.list.root.hidden = nothing;
    this.listNotice.hidden = !nothing;
    if (nothing) {
      const clear = button({ label: t('Clear the filters'), run: () => this.filters.clear() });
      this.listNotice.replaceChildren(element('p', {}, t('No task matches these filters.')), clear);
      this.announcer.say(t('No task matches these filters.'));
    }
  }

  private open(id: string, go = false): void {
    this.opened = id;
    this.keep({});
    if (go) this.showDetails(true);
    if (this.drawnId !== id) this.page.send({ type: 'get', id });
    else if (go) this.focusDetails();
    this.wantsFocus = go && !wide.matches;
  }

  private wantsFocus = false;

  private drawDetails({ id, trace, canReask }: Extract<TraceMessage, { type: 'details' }>): void {
    const again = this.drawnId === id;
    const scroll = again ? this.details.scrollTop : 0;
    const unfolded = again ? [...this.details.querySelectorAll('details')].map((one) => one.open) : [];
    this.drawnId = id;
    if (trace === null) {
      this.details.replaceChildren(
        element('p', { class: 'nothing-chosen' }, t('This task is no longer in the store.')),
      );
      return;
    }
    const parts = traceDetails(trace, {
      canReask,
      back: () => this.back(),
      reAsk: (of, tier) => this.page.send({ type: 're-ask', id: of, tier }),
      copySent: (of, attempt) => {
        this.page.send({ type: 'copy-sent', id: of, attempt });
        this.announcer.say(t('Copied'));
      },
    });
    this.details.replaceChildren(...parts);
    [...this.details.querySelectorAll('details')].forEach((one, index) => (one.open = unfolded[index] ?? false));
    this.details.scrollTop = scroll;
    if (this.wantsFocus) this.focusDetails();
    this.wantsFocus = false;
  }

  private focusDetails(): void {
    const title = this.details.querySelector('h2');
    if (title instanceof HTMLElement) title.focus();
  }

  private drawNothingChosen(): void {
    this.details.replaceChildren(
      element('p', { class: 'nothing-chosen' }, icon('list-tree'), ' ', t('Choose a task to see how it went.')),
    );
  }

  /** Where it is narrow, list and details take turns. */
  private showDetails(show: boolean): void {
    this.root.classList.toggle('shows-details', show);
  }

  private back(): void {
    this.showDetails(false);
    this.list.root.focus();
  }

  private fail(sentence: string): void {
    const again = button({ label: t('Try again'), run: () => this.pages.start(toFilter(this.filters.choice)) });
    this.trouble.replaceChildren(
      element(
        'div',
        { class: 'failure' },
        element('p', {}, icon('error'), element('span', {}, literalText(sentence))),
        again,
      ),
    );
    this.trouble.hidden = false;
    this.announcer.say(t('Failed: {sentence}', { sentence }));
  }

  private emptyNotice(): HTMLElement {
    const run = (command: 'explain' | 'debug' | 'set-up') => () => this.page.send({ type: 'run', command });
    return element(
      'main',
      { class: 'empty' },
      weirMark(),
      element('h1', {}, t('No tasks yet')),
      element(
        'p',
        {},
        t(
          'Each completion, explanation and debugging leaves a trace here: which model was asked, why, what it answered, how that was judged, and what it cost.',
        ),
      ),
      element(
        'div',
        { class: 'asks' },
        button({ icon: 'comment', label: t('Explain the selection'), class: 'primary', run: run('explain') }),
        button({ icon: 'bug', label: t('Debug a stack trace'), run: run('debug') }),
      ),
      element('p', {}, button({ label: t('Set up models'), class: 'link', run: run('set-up') })),
      element(
        'p',
        { class: 'quiet-words' },
        t('Traces stay on this machine. Secrets are taken out before they are written.'),
      ),
    );
  }

  private keep(change: Partial<KeptState>): void {
    if (change.scrollTop !== undefined) this.scrollTop = change.scrollTop;
    this.page.keep({ choice: this.filters.choice, opened: this.opened, scrollTop: this.scrollTop } satisfies KeptState);
  }
}
