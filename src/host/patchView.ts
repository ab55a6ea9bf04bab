// A proposed patch on the screen: opens it as a diff, writes it once the user accepts, undoes it, and says what became of it.
// Each button acts on the patch that it stands below; commands mean the one that was offered or opened last. Nothing else in Weir
// writes to the workspace's files.
import * as vscode from 'vscode';
import { changedLines } from '../core/patch/changedRange';
import { errorsWithin } from '../core/calibration/labels';
import type { ChangedFile, Patch } from '../core/patch/edit';
import type { OutcomeKind, Trace } from '../core/trace';
import type { PatchPhase, PatchState, Trial } from '../shared/patchState';
import type { AnswerView } from './answerView';
import { isAccepted, isPatchTab, patchScheme, pathsOf, proposedUri, titleOf, type Offered } from './offeredPatch';
import { errorsIn, watchErrors } from './patchErrors';
import type { PatchFiles } from './patchFiles';
import { changeTexts, plainText, type TextChange } from './patchText';
import type { Recorder } from './recorder';
import { createTurns } from './turns';
import type { Runnable, TryIt } from './tryIt';

export class PatchView implements vscode.TextDocumentContentProvider, vscode.Disposable {
  /** The one that the answer view shows, and the one that commands mean, which is the last; often they are the same. */
  private kept: readonly Offered[] = [];
  /** Files are looked at before they are written: nothing else is decided in between. */
  private readonly inTurn = createTurns();
  private count = 0;
  private errors: vscode.Disposable | null = null;
  private readonly parts: readonly vscode.Disposable[];

  constructor(
    private readonly files: Pick<PatchFiles, 'target'>,
    private readonly view: Pick<AnswerView, 'current' | 'post'>,
    private readonly recorder: Pick<Recorder, 'outcome'>,
    private readonly trials: Pick<TryIt, 'find' | 'choose' | 'run'>,
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
    const offered = this.kept.find(({ id }) => id === uri.query);
    return offered?.files.find((file) => proposedUri(file, offered.id).path === uri.path)?.after ?? '';
  }

  /** Shows the patch of an answer. The one before is forgotten, but for one below the answer that the view shows. */
  async offer(task: string, patch: Patch, trace: Trace): Promise<void> {
    const files = patch.files.map(({ path, before, after }) => ({ path, ...changedLines(before, after) }));
    const state: PatchState = { files, phase: 'proposed', facts: patch.facts, errors: null };
    const id = String(++this.count);
    const { id: of, startedAt } = trace;
    const offered = { task, id, files: patch.files, trace: { id: of, startedAt }, state, trying: false };
    const seen = this.view.current?.task;
    this.kept = [...this.kept.filter((one) => one.task === seen && one.task !== task), offered];
    this.show(offered, {});
    await this.open(task);
  }

  /** The patch of a task in the answer view; where none is named, the one that commands mean. */
  private find(task?: string): Offered | null {
    return (task === undefined ? this.kept.at(-1) : this.kept.find((one) => one.task === task)) ?? null;
  }

  /** The diff, without taking the focus: of one file, or of all of them in one editor. */
  async open(task?: string): Promise<void> {
    const offered = this.find(task);
    if (offered?.state.phase !== 'proposed') return;
    this.kept = [...this.kept.filter((one) => one !== offered), offered];
    this.sayPhase();
    await this.closeDiffs(({ query }) => query !== offered.id);
    const sides: [vscode.Uri, vscode.Uri][] = [];
    for (const file of offered.files) {
      const uri = await this.files.target(file.path);
      if (uri !== null) sides.push([uri, proposedUri(file, offered.id)]);
    }
    // Decided, or followed by another meanwhile.
    if (offered.state.phase !== 'proposed' || this.find() !== offered) return;
    const title = titleOf(offered);
    const [first] = sides;
    if (first !== undefined && sides.length === 1) {
      await vscode.commands.executeCommand('vscode.diff', ...first, title, { preview: false, preserveFocus: true });
    } else if (first !== undefined) {
      const changes = sides.map(([left, right]) => [left, left, right]);
      await vscode.commands.executeCommand('vscode.changes', title, changes);
    }
  }

  accept(task?: string): Promise<void> {
    const offered = this.find(task);
    return this.inTurn(async () => {
      if (offered?.state.phase === 'proposed') await this.write(offered);
    });
  }

  private async write(offered: Offered): Promise<void> {
    const changes = await this.changes(offered, 'before', 'after');
    if (changes === null) {
      this.show(offered, { phase: 'outdated' });
      return tell(vscode.l10n.t('A file of this change was edited meanwhile: ask again for one that fits.'));
    }
    const uris = changes.map(({ document }) => document.uri);
    const before = errorsIn(uris);
    this.show(offered, { phase: 'accepted' });
    if (!(await changeTexts(changes, vscode.l10n.t('Weir: accepted change')))) {
      this.show(offered, { phase: 'proposed' });
      return tell(refused());
    }
    await this.closeDiffs(({ query }) => query === offered.id);
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
      if (after > before && !told && seconds <= errorsWithin && isAccepted(offered)) {
        told = true;
        this.recorder.outcome(offered.trace, 'new-errors', { errors: after - before, seconds });
      }
      if (isAccepted(offered) && offered.state.errors?.after !== after)
        this.show(offered, { errors: { before, after } });
    });
  }

  /** Runs what tries the accepted change; asks what that is, where the workspace does not say. */
  async tryIt(task?: string): Promise<void> {
    const offered = this.find(task);
    if (offered?.state.phase !== 'accepted' || offered.trying) return;
    offered.trying = true;
    await this.tried(offered).finally(() => (offered.trying = false));
  }

  private async tried(offered: Offered): Promise<void> {
    const runnable = (await this.trials.find(pathsOf(offered))) ?? (await this.trials.choose());
    if (runnable === null || !isAccepted(offered)) return;
    const { name, what } = runnable;
    this.show(offered, { trial: { name, phase: 'running', exitCode: null } });
    const exitCode = await this.trials.run(runnable);
    // What ran on a change that was undone meanwhile says nothing of it.
    if (!isAccepted(offered)) return;
    const phase = exitCode === null ? 'ended' : exitCode === 0 ? 'passed' : 'failed';
    this.show(offered, { trial: { name, phase, exitCode } });
    if (exitCode !== null) this.recorder.outcome(offered.trace, 'tried', { exitCode, what });
  }

  async chooseTrial(): Promise<void> {
    const chosen = await this.trials.choose();
    const offered = this.find();
    if (chosen !== null && offered !== null) this.offerTrial(offered, chosen);
  }

  private offerTrial(offered: Offered, runnable: Runnable | null): void {
    if (isAccepted(offered) && offered.state.trial?.phase !== 'running')
      this.show(offered, { trial: { name: runnable?.name ?? '', phase: 'offered', exitCode: null } });
  }

  reject(task?: string): Promise<void> {
    const offered = this.find(task);
    return this.inTurn(async () => {
      if (offered?.state.phase !== 'proposed') return;
      this.show(offered, { phase: 'rejected' });
      this.outcome(offered, 'rejected');
      await this.closeDiffs(({ query }) => query === offered.id);
    });
  }

  /** Resolves to whether it was undone by this. */
  undo(task?: string): Promise<boolean> {
    const offered = this.find(task);
    return this.inTurn(async () => {
      if (offered?.state.phase !== 'accepted') return false;
      const changes = await this.changes(offered, 'after', 'before');
      if (changes === null) tell(vscode.l10n.t('A changed file was edited since: undo it in its own editor.'));
      else if (await changeTexts(changes, vscode.l10n.t('Weir: change undone'))) {
        this.undone(offered);
        return true;
      } else tell(refused());
      return false;
    });
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
      changes.push({ document, from: plainText(file[from]), to: plainText(file[to]) });
    }
    // All at once, at the end: one may be typed in while the next is opened.
    return changes.every(({ document, from: text }) => plainText(document.getText()) === text) ? changes : null;
  }

  /** The user's own Ctrl+Z is an undo too. */
  private noticeUndo(document: vscode.TextDocument): void {
    if (document.uri.scheme === patchScheme) return;
    const path = vscode.workspace.asRelativePath(document.uri, false);
    for (const offered of this.kept) if (isAccepted(offered)) this.noticeUndoOf(offered, path, document);
  }

  private noticeUndoOf(offered: Offered, path: string, document: vscode.TextDocument): void {
    const file = offered.files.find((one) => one.path === path);
    if (file === undefined || plainText(document.getText()) !== plainText(file.before)) return;
    const others = offered.files.filter((one) => one !== file);
    const open = vscode.workspace.textDocuments;
    const textOf = (one: ChangedFile): string | undefined =>
      open.find((other) => vscode.workspace.asRelativePath(other.uri, false) === one.path)?.getText();
    if (others.every((one) => plainText(textOf(one) ?? '') === plainText(one.before))) this.undone(offered);
  }

  private undone(offered: Offered): void {
    if (!isAccepted(offered)) return;
    this.show(offered, { phase: 'undone', errors: null, trial: undefined });
    this.outcome(offered, 'undone');
  }

  private outcome(offered: Offered, kind: OutcomeKind): void {
    this.recorder.outcome(offered.trace, kind, { files: offered.files.length });
  }

  private show(
    offered: Offered,
    change: {
      readonly phase?: PatchPhase;
      readonly errors?: PatchState['errors'];
      readonly trial?: Trial | undefined;
    },
  ): void {
    offered.state = { ...offered.state, ...change };
    // A better one may stand in its place.
    if (!this.kept.includes(offered)) return;
    this.view.post({ type: 'patch', task: offered.task, patch: offered.state });
    this.sayPhase();
  }

  /** Which commands there are. */
  private sayPhase(): void {
    void vscode.commands.executeCommand('setContext', 'weir.patch', this.find()?.state.phase);
  }

  private async closeDiffs(which: (proposed: vscode.Uri) => boolean): Promise<void> {
    const tabs = vscode.window.tabGroups.all
      .flatMap((group) => group.tabs)
      .filter(({ input }) => isPatchTab(input) && which(input.modified));
    if (tabs.length > 0) await vscode.window.tabGroups.close(tabs, true);
  }
}

function refused(): string {
  return vscode.l10n.t('The editor refused the change: a file may be read-only.');
}

function tell(sentence: string): void {
  void vscode.window.showWarningMessage(sentence);
}
