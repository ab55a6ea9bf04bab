// The panel's three views as tabs: one stop for Tab, arrows between them. Holds which one is shown and nothing of what is in it.
import { element } from './element';
import { t } from './page';

export const panelViews = ['tasks', 'calibration', 'spending'] as const;
export type PanelView = (typeof panelViews)[number];

const names = { tasks: 'Tasks', calibration: 'Calibration', spending: 'Spending' } as const;

export class ViewTabs {
  readonly root = element('div', { class: 'tabs', role: 'tablist', 'aria-label': t('Views') });
  private readonly tabs = new Map<PanelView, HTMLButtonElement>();

  constructor(
    private readonly panels: Readonly<Record<PanelView, HTMLElement>>,
    private readonly shown: (view: PanelView) => void,
  ) {
    for (const view of panelViews) {
      const tab = element(
        'button',
        { type: 'button', role: 'tab', id: `tab-${view}`, 'aria-controls': `view-${view}` },
        t(names[view]),
      );
      tab.addEventListener('click', () => this.show(view));
      this.tabs.set(view, tab);
      this.root.append(tab);
      const panel = panels[view];
      for (const [name, value] of [
        ['role', 'tabpanel'],
        ['id', `view-${view}`],
        ['aria-labelledby', `tab-${view}`],
      ] as const)
        panel.setAttribute(name, value);
    }
    this.root.addEventListener('keydown', (event) => this.onKey(event));
  }

  show(view: PanelView): void {
    for (const [name, tab] of this.tabs) {
      const chosen = name === view;
      tab.setAttribute('aria-selected', String(chosen));
      tab.tabIndex = chosen ? 0 : -1;
      this.panels[name].hidden = !chosen;
    }
    this.shown(view);
  }

  private onKey(event: KeyboardEvent): void {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const at = panelViews.findIndex((view) => this.tabs.get(view) === document.activeElement);
    if (step === undefined || at === -1) return;
    const next = panelViews[(at + step + panelViews.length) % panelViews.length] ?? 'tasks';
    this.show(next);
    this.tabs.get(next)?.focus();
    event.preventDefault();
  }
}
