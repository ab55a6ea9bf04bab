// The proposed change below an answer: its files, what was verified, and the buttons that decide about it.
import type { Reason } from '../core/task';
import { wordReason } from '../shared/reasonTexts';
import type { PatchPhase, PatchState, Trial } from '../shared/patchState';
import type { ViewText } from '../shared/viewTexts';
import { button, element, icon } from './element';
import { literalText } from './plainText';
import { t, translate } from './page';

export interface PatchCommands {
  open(): void;
  accept(): void;
  reject(): void;
  undo(): void;
  tryIt(): void;
  escalate(): void;
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
    const doubts = [...patch.facts.filter((fact) => !fact.rule.startsWith('verified.')), ...notRun(patch)];
    const facts = doubts.map((fact) => element('li', {}, icon('info'), ' ', literalText(wordReason(fact, translate))));
    return [
      element('h2', {}, t(titles[patch.phase])),
      element('ul', { class: 'patch-files' }, ...files),
      element('ul', { class: 'patch-facts' }, ...facts),
      ...(patch.errors === null ? [] : [errors(patch.errors)]),
      ...result(patch.trial),
      element('div', { class: 'patch-actions' }, ...this.buttons(patch)),
    ];
  }

  private buttons({ phase, trial }: PatchState): HTMLElement[] {
    if (phase === 'accepted') return this.afterAccepting(trial);
    if (phase !== 'proposed') return [];
    return [
      button({ icon: 'check', label: t('Accept'), class: 'primary', run: this.run.accept }),
      button({ icon: 'close', label: t('Reject'), run: this.run.reject }),
      button({ icon: 'diff', label: t('Show the change'), run: this.run.open }),
    ];
  }

  /** What can be run on the change stands before taking it back; after a red run the strong model is offered first. */
  private afterAccepting(trial: Trial | undefined): HTMLElement[] {
    const failed = trial?.phase === 'failed';
    const name = trial?.name ?? '';
    const tryIt = button({
      icon: 'beaker',
      label: name === '' ? t('Try it') : t('Try it: {name}', { name }),
      class: failed ? 'secondary' : 'primary',
      run: this.run.tryIt,
    });
    const escalate = { icon: 'rocket', label: t('Undo, and ask the strong model'), class: 'primary' };
    return [
      ...(failed ? [button({ ...escalate, run: this.run.escalate })] : []),
      ...(trial === undefined || trial.phase === 'running' ? [] : [tryIt]),
      button({ icon: 'discard', label: t('Undo'), run: this.run.undo }),
    ];
  }
}

function errors(data: NonNullable<PatchState['errors']>): HTMLElement {
  return element('p', { class: 'patch-errors' }, wordReason({ rule: 'verified.errors', weight: 0, data }, translate));
}

/** What no run has confirmed is said to be so. */
function notRun({ phase, trial }: PatchState): Reason[] {
  const open = phase === 'proposed' || (phase === 'accepted' && (trial === undefined || trial.phase === 'offered'));
  return open ? [{ rule: 'unverified.not-run', weight: 0, data: {} }] : [];
}

const resultIcons = { running: 'sync', passed: 'pass', failed: 'error', ended: 'info' } as const;

function result(trial: Trial | undefined): HTMLElement[] {
  if (trial === undefined || trial.phase === 'offered') return [];
  const { name, phase, exitCode } = trial;
  const data = { name, ...(exitCode !== null && { exitCode }) };
  const words = wordReason({ rule: `trial.${phase}`, weight: 0, data }, translate);
  return [element('p', { class: `patch-trial ${phase}` }, icon(resultIcons[phase]), ' ', literalText(words))];
}
