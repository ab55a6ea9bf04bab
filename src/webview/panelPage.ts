// The trace panel as a page: tabs over three views, each asked for what it shows when it is looked at.
import type { TraceMessage, TraceOpening, TraceRequest } from '../shared/traceMessages';
import { Announcer } from './announcer';
import { calibrationView } from './calibrationView';
import { element } from './element';
import { keptPanel, type KeptPanel } from './keptState';
import { t, type Page } from './page';
import { spendingView } from './spendingView';
import { TraceView } from './traceView';
import { ViewTabs, type PanelView } from './viewTabs';

export class PanelPage {
  private readonly tasks = element('div', { class: 'view' });
  private readonly calibration = element('div', { class: 'view report' });
  private readonly spending = element('div', { class: 'view report' });
  private readonly announcer = new Announcer();
  private readonly tabs: ViewTabs;
  private readonly traces: TraceView;
  private kept: KeptPanel;

  constructor(
    root: HTMLElement,
    private readonly page: Page<TraceRequest>,
  ) {
    this.kept = keptPanel(page.kept());
    this.traces = new TraceView(this.tasks, {
      send: (request) => page.send(request),
      kept: () => this.kept.tasks,
      keep: (tasks) => this.keep({ tasks }),
    });
    const { tasks, calibration, spending } = this;
    this.tabs = new ViewTabs({ tasks, calibration, spending }, (view) => this.shown(view));
    root.append(
      element('header', { class: 'panel-head' }, this.tabs.root),
      tasks,
      calibration,
      spending,
      this.announcer.root,
    );
  }

  start(opening: TraceOpening | null): void {
    this.traces.start(opening);
    this.tabs.show(this.kept.view);
  }

  receive(message: TraceMessage): void {
    switch (message.type) {
      case 'calibration':
        return this.redraw(
          this.calibration,
          calibrationView(message.facts, this.kept.looked, {
            look: (looked) => this.keep({ looked }),
            aim: () => this.page.send({ type: 'run', command: 'aim' }),
            adopt: () => this.page.send({ type: 'adopt' }),
            mode: (mode) => this.page.send({ type: 'mode', mode }),
            learning: () => this.page.send({ type: 'run', command: 'learning' }),
            review: () => {
              this.tabs.show('tasks');
              this.traces.review();
            },
          }),
        );
      case 'spending':
        return this.redraw(
          this.spending,
          spendingView(message, {
            budget: () => this.page.send({ type: 'run', command: 'budget' }),
            prices: () => this.page.send({ type: 'run', command: 'prices' }),
          }),
        );
      case 'select':
        this.tabs.show('tasks');
        return this.traces.receive(message);
      case 'changed':
        this.ask(this.kept.view);
        return this.traces.receive(message);
      default:
        this.traces.receive(message);
    }
  }

  private shown(view: PanelView): void {
    this.keep({ view });
    this.ask(view);
  }

  private ask(view: PanelView): void {
    if (view !== 'tasks') this.page.send({ type: view });
  }

  /** Built anew, with what was unfolded, where one had scrolled to, and the focus kept. */
  private redraw(view: HTMLElement, parts: readonly HTMLElement[]): void {
    const unfolded = [...view.querySelectorAll('details')].map((one) => one.open);
    const { scrollTop } = view;
    const controls = (): HTMLElement[] => [...view.querySelectorAll<HTMLElement>('button, input, summary')];
    const focused = controls().findIndex((one) => one === document.activeElement);
    const body = element('main', { class: 'report-body', 'aria-label': t('Report') }, ...parts);
    view.replaceChildren(body);
    [...view.querySelectorAll('details')].forEach((one, index) => (one.open = unfolded[index] ?? false));
    view.scrollTop = scrollTop;
    if (focused !== -1) controls()[focused]?.focus();
  }

  private keep(change: Partial<KeptPanel>): void {
    this.kept = { ...this.kept, ...change };
    this.page.keep(this.kept);
  }
}
