// A proposed patch on the screen: opens it as a diff, writes it once the user accepts, undoes it, and says what became of it.
// One patch at a time, the one of the answer that is shown. Nothing else in Weir writes to the workspace's files.
import * as vscode from 'vscode';
import { changedLines } from '../core/patch/changedRange';
import { errorsWithin } from '../core/calibration/labels';
import type { ChangedFile, Patch } from '../core/patch/edit';
import type { OutcomeKind, Trace } from '../core/trace';
import type { PatchPhase, PatchState, Trial } from '../shared/patchState';
import { wordRule } from '../shared/reasonTexts';
import type { AnswerView } from './answerView';
import { errorsIn, watchErrors } from './patchErrors';
import type { PatchFiles } from './patchFiles';
import { changeTexts, plainText, type TextChange } from './patchText';
import type { Recorder } from './recorder';
import type { Runnable, TryIt } from './tryIt';

export const patchScheme = 'weir-patch';

interface Offered {
  /** Names the task in the answer view. */
  readonly task: string;
  readonly id: string;
  readonly files: readonly ChangedFile[];
  readonly trace: Pick<Trace, 'id' | 'startedAt'>;
  readonly state: PatchState;
}

export class PatchView implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private offered: Offered | null = null;
  private count = 0;
  private errors: vscode.Disposable | null = null;
  private readonly parts: readonly vscode.Disposable[];

  constructor(
    private readonly files: PatchFiles,
    private readonly view: AnswerView,
    private readonly recorder: Recorder,
    private readonly trials: TryIt,
  ) {
    this.parts = [
      vscode.workspace.registerTextDocumentContentProvider(patchScheme, this),
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.noticeUndo(document)),
    ];
  }

  dispose(): void {
    this.errors?.dispose();
    for (const part of this.parts) part.dispose();
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    const file = this.offered?.files.find(
      (one) => this.offered !== null && proposedUri(one, this.offered.id).toString() === uri.toString(),
    );
    return file?.after ?? '';
  }

  /** Shows the patch of an answer and takes the place of the one before. */
  async offer(task: string, patch: Patch, trace: Trace): Promise<void> {
    await this.closeDiffs();
    const files = patch.files.map(({ path, before, after }) => ({ path, ...changedLines(before, after) }));
    const state: PatchState = { files, phase: 'proposed', facts: patch.facts, errors: null };
    const id = String(++this.count);
    this.offered = { task, id, files: patch.files, trace: { id: trace.id, startedAt: trace.startedAt }, state };
    this.show({});
    await this.open();
  }

  /** The diff, without taking the focus: of one file, or of all of them in one editor. */
  async open(): Promise<void> {
    const { offered } = this;
    if (offered?.state.phase !== 'proposed') return;
    const sides: [vscode.Uri, vscode.Uri][] = [];
    for (const file of offered.files) {
      const uri = await this.files.target(file.path);
      if (uri !== null) sides.push([uri, proposedUri(file, offered.id)]);
    }
    const title = titleOf(offered);
    const [first] = sides;
    if (first !== undefined && sides.length === 1) {
      await vscode.commands.executeCommand('vscode.diff', ...first, title, { preview: false, preserveFocus: true });
    } else if (first !== undefined) {
      const changes = sides.map(([left, right]) => [left, left, right]);
      await vscode.commands.executeCommand('vscode.changes', title, changes);
    }
  }

  async accept(): Promise<void> {
    const { offered } = this;
    if (offered?.state.phase !== 'proposed') return;
    const changes = await this.changes(offered, 'before', 'after');
    if (changes === null) {
      this.show({ phase: 'outdated' });
      return tell(vscode.l10n.t('A file of this change was edited meanwhile: ask again for one that fits.'));
    }
    const uris = changes.map(({ document }) => document.uri);
    const before = errorsIn(uris);
    this.show({ phase: 'accepted' });
    if (!(await changeTexts(changes, vscode.l10n.t('Weir: accepted change')))) {
      this.show({ phase: 'proposed' });
      return tell(vscode.l10n.t('The editor refused the change: a file may be read-only.'));
    }
    await this.closeDiffs();
    this.outcome(offered, 'accepted');
    // The file takes the diff's place, and a language server looks at it.
    const [first] = changes;
    if (first !== undefined) await vscode.window.showTextDocument(first.document, { preserveFocus: true });
    void this.trials.find(pathsOf(offered)).then((found) => this.offerTrial(offered, found));
    this.errors?.dispose();
    const acceptedAt = Date.now();
    let told = false;
    this.errors = watchErrors(uris, (after) => {
      const seconds = Math.round((Date.now() - acceptedAt) / 1000);
      if (after > before && !told && seconds <= errorsWithin && this.isAccepted(offered)) {
        told = true;
        this.recorder.outcome(offered.trace, 'new-errors', { errors: after - before, seconds });
      }
      if (this.isAccepted(offered) && this.offered?.state.errors?.after !== after)
        this.show({ errors: { before, after } });
    });
  }

  /** Runs what tries the accepted change; asks what that is, where the workspace does not say. */
  async tryIt(): Promise<void> {
    const { offered } = this;
    if (offered?.state.phase !== 'accepted' || offered.state.trial?.phase === 'running') return;
    const runnable = (await this.trials.find(pathsOf(offered))) ?? (await this.trials.choose());
    if (runnable === null || !this.isAccepted(offered)) return;
    const { name, what } = runnable;
    this.show({ trial: { name, phase: 'running', exitCode: null } });
    const exitCode = await this.trials.run(runnable);
    // What ran on a change that was undone meanwhile says nothing of it.
    if (!this.isAccepted(offered)) return;
    this.show({ trial: { name, phase: exitCode === null ? 'ended' : exitCode === 0 ? 'passed' : 'failed', exitCode } });
    if (exitCode !== null) this.recorder.outcome(offered.trace, 'tried', { exitCode, what });
  }

  async chooseTrial(): Promise<void> {
    const chosen = await this.trials.choose();
    if (chosen !== null && this.offered !== null) this.offerTrial(this.offered, chosen);
  }

  private offerTrial(offered: Offered, runnable: Runnable | null): void {
    if (this.isAccepted(offered))
      this.show({ trial: { name: runnable?.name ?? '', phase: 'offered', exitCode: null } });
  }

  private isAccepted({ id }: Offered): boolean {
    return this.offered?.id === id && this.offered.state.phase === 'accepted';
  }

  async reject(): Promise<void> {
    const { offered } = this;
    if (offered?.state.phase !== 'proposed') return;
    this.show({ phase: 'rejected' });
    this.outcome(offered, 'rejected');
    await this.closeDiffs();
  }

  async undo(): Promise<void> {
    const { offered } = this;
    if (offered?.state.phase !== 'accepted') return;
    const changes = await this.changes(offered, 'after', 'before');
    if (changes === null) {
      return tell(vscode.l10n.t('A changed file was edited since: undo it in its own editor.'));
    }
    await changeTexts(changes, vscode.l10n.t('Weir: change undone'));
    this.undone(offered);
  }

  /** Null where a file does not have the text that it is changed from, or may no longer be changed. */
  private async changes(
    offered: Offered,
    from: 'before' | 'after',
    to: 'before' | 'after',
  ): Promise<readonly TextChange[] | null> {
    const changes: TextChange[] = [];
    for (const file of offered.files) {
      const uri = await this.files.target(file.path);
      if (uri === null) return null;
      const document = await vscode.workspace.openTextDocument(uri);
      if (plainText(document.getText()) !== plainText(file[from])) return null;
      changes.push({ document, from: plainText(file[from]), to: plainText(file[to]) });
    }
    return changes;
  }

  /** The user's own Ctrl+Z is an undo too. */
  private noticeUndo(document: vscode.TextDocument): void {
    const { offered } = this;
    if (offered?.state.phase !== 'accepted' || document.uri.scheme === patchScheme) return;
    const path = vscode.workspace.asRelativePath(document.uri, false);
    const file = offered.files.find((one) => one.path === path);
    if (file === undefined || plainText(document.getText()) !== plainText(file.before)) return;
    const others = offered.files.filter((one) => one !== file);
    const open = vscode.workspace.textDocuments;
    const textOf = (one: ChangedFile): string | undefined =>
      open.find((other) => vscode.workspace.asRelativePath(other.uri, false) === one.path)?.getText();
    if (others.every((one) => plainText(textOf(one) ?? '') === plainText(one.before))) this.undone(offered);
  }

  private undone(offered: Offered): void {
    if (!this.isAccepted(offered)) return;
    this.show({ phase: 'undone', errors: null, trial: undefined });
    this.outcome(offered, 'undone');
  }

  private outcome(offered: Offered, kind: OutcomeKind): void {
    this.recorder.outcome(offered.trace, kind, { files: offered.files.length });
  }

  private show(change: {
    readonly phase?: PatchPhase;
    readonly errors?: PatchState['errors'];
    readonly trial?: Trial | undefined;
  }): void {
    if (this.offered === null) return;
    const state: PatchState = { ...this.offered.state, ...change };
    this.offered = { ...this.offered, state };
    this.view.post({ type: 'patch', task: this.offered.task, patch: state });
    void vscode.commands.executeCommand('setContext', 'weir.patch', state.phase);
  }

  private async closeDiffs(): Promise<void> {
    const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs).filter((tab) => isPatchTab(tab.input));
    if (tabs.length > 0) await vscode.window.tabGroups.close(tabs, true);
  }
}

function pathsOf({ files }: Offered): string[] {
  return files.map(({ path }) => path);
}

function isPatchTab(input: unknown): boolean {
  if (input instanceof vscode.TabInputTextDiff) return input.modified.scheme === patchScheme;
  return false;
}

/** Keeps the file's name, by which the editor knows its language. */
function proposedUri(file: ChangedFile, id: string): vscode.Uri {
  return vscode.Uri.from({ scheme: patchScheme, path: `/${file.path}`, query: id });
}

/** `main.py: applies, parses`. */
function titleOf({ files, state }: Offered): string {
  const words = state.facts
    .filter((fact) => fact.weight > 0)
    .map((fact) => wordRule(fact.rule, (template) => vscode.l10n.t(template)));
  const [first] = files;
  const name = files.length === 1 && first !== undefined ? (first.path.split('/').at(-1) ?? first.path) : '';
  const what = name === '' ? vscode.l10n.t('Change of {0} files', files.length) : name;
  return vscode.l10n.t('{0} (Weir: {1})', what, words.join(', '));
}

function tell(sentence: string): void {
  void vscode.window.showWarningMessage(sentence);
}
