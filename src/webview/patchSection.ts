// The proposed change below an answer: its files, what was verified, and the buttons that decide about it.
import { wordReason } from '../shared/reasonTexts';
import type { PatchPhase, PatchState } from '../shared/patchState';
import type { ViewText } from '../shared/viewTexts';
import { button, element, icon } from './element';
import { literalText } from './plainText';
import { t, translate } from './page';

export interface PatchCommands {
  open(): void;
  accept(): void;
  reject(): void;
  undo(): void;
}

const titles: Readonly<Record<PatchPhase, ViewText>> = {
  proposed: 'Proposed change',
  accepted: 'Change accepted',
  rejected: 'Change rejected',
  undone: 'Change undone',
  outdated: 'Change outdated: a file was edited meanwhile',
};

export class PatchSection {
  readonly root = element('section', { class: 'patch', 'aria-label': t('Change'), hidden: true });
  private shown: PatchState | undefined;

  constructor(private readonly run: PatchCommands) {}

  /** Built anew only where the patch has changed, so that focus stays where it is. */
  update(patch: PatchState | undefined): void {
    if (patch === this.shown) return;
    const focused = this.root.contains(document.activeElement);
    this.shown = patch;
    this.root.hidden = patch === undefined;
    this.root.replaceChildren(...(patch === undefined ? [] : this.parts(patch)));
    if (focused) this.root.querySelector('button')?.focus();
  }

  private parts(patch: PatchState): HTMLElement[] {
    const files = patch.files.map(({ path, added, removed }) =>
      element('li', {}, element('span', {}, literalText(path)), ` +${added} −${removed}`),
    );
    // What holds stands above the answer.
    const doubts = patch.facts.filter((fact) => !fact.rule.startsWith('verified.'));
    const facts = doubts.map((fact) => element('li', {}, icon('info'), ' ', literalText(wordReason(fact, translate))));
    return [
      element('h2', {}, t(titles[patch.phase])),
      element('ul', { class: 'patch-files' }, ...files),
      element('ul', { class: 'patch-facts' }, ...facts),
      ...(patch.errors === null ? [] : [errors(patch.errors)]),
      element('div', { class: 'patch-actions' }, ...this.buttons(patch.phase)),
    ];
  }

  private buttons(phase: PatchPhase): HTMLElement[] {
    if (phase === 'accepted') return [button({ icon: 'discard', label: t('Undo'), run: this.run.undo })];
    if (phase !== 'proposed') return [];
    return [
      button({ icon: 'check', label: t('Accept'), class: 'primary', run: this.run.accept }),
      button({ icon: 'close', label: t('Reject'), run: this.run.reject }),
      button({ icon: 'diff', label: t('Show the change'), run: this.run.open }),
    ];
  }
}

function errors(data: NonNullable<PatchState['errors']>): HTMLElement {
  return element('p', { class: 'patch-errors' }, wordReason({ rule: 'verified.errors', weight: 0, data }, translate));
}
