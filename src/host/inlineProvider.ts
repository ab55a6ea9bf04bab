// Inline completions: takes the text around the cursor, waits as long as typing wants, runs the cascade, gives the item back.
import * as vscode from 'vscode';
import type { CascadeEvent } from '../core/cascade';
import { createCompletionMemory, type MemoryPlace, type Offer } from '../core/completion/memory';
import { RejectedTexts } from '../core/completion/rejectedTexts';
import { withSelectedEntry } from '../core/completion/selectedEntry';
import { typingInterval, waitBeforeAsking } from '../core/completion/timing';
import { decideTrigger } from '../core/completion/trigger';
import type { ModelError } from '../core/modelError';
import { fastPrior } from '../core/routing/latency';
import type { Session, Tiers } from '../core/session';
import type { Settings } from '../core/settings';
import type { Reason } from '../core/task';
import { complete } from '../core/tasks/completeTask';
import type { Trace } from '../core/trace';
import { tellingReason } from '../shared/headline';
import { shownAttempt } from '../shared/traceLine';
import { CompletionOutcomes } from './completionOutcomes';
import type { Recorder } from './recorder';
import type { StatusBar } from './statusBar';
import type { Workspace } from './workspace';

/** Lines around the cursor that are looked at; never the whole document. */
const linesBefore = 200;
const linesAfter = 80;
/** UTF-16 units of either side: a minified line is no reason to copy a megabyte. */
const longest = 40_000;
const sameFailureMs = 60_000;

export const acceptedCommand = 'weir.completionAccepted';

/** What VS Code asks about, with what is inserted before the model's text where the suggest widget has an entry selected. */
interface Place extends MemoryPlace {
  readonly inserted: string;
}

export class InlineProvider implements vscode.InlineCompletionItemProvider, vscode.Disposable {
  private readonly memory = createCompletionMemory();
  private readonly rejected = new RejectedTexts();
  private readonly places = new Map<string, { readonly place: Place; readonly text: string }>();
  private readonly outcomes: CompletionOutcomes;
  private readonly typing: vscode.Disposable;
  private readonly failures = new Map<string, number>();
  private lastKeyAt = 0;
  private interval: number | null = null;
  /** Completions rest for a while, by the user's word. */
  paused: () => boolean = () => false;
  /** Shows what went wrong. */
  onFailure: (error: ModelError) => void = ({ sentence }) => this.status.show({ kind: 'error', sentence });
  /** Set for the request that follows a trigger by hand. */
  private byHand = false;

  constructor(
    private readonly session: Session,
    private readonly settings: (scope: vscode.ConfigurationScope) => Settings,
    private readonly workspace: Workspace,
    private readonly status: StatusBar,
    private readonly recorder: Recorder,
    /** A tier could not be asked for want of the user's yes. */
    private readonly onMissingTier: () => void,
  ) {
    this.outcomes = new CompletionOutcomes(recorder, (id) => {
      const offer = this.places.get(id);
      if (offer !== undefined) this.rejected.reject(offer.place, offer.text, Date.now());
    });
    this.typing = vscode.workspace.onDidChangeTextDocument(() => {
      const now = Date.now();
      this.interval = typingInterval(this.interval, now - this.lastKeyAt);
      this.lastKeyAt = now;
    });
  }

  /** `weir.triggerCompletion`: asks here and now, whatever speaks against it. */
  async trigger(): Promise<void> {
    this.byHand = true;
    await vscode.commands.executeCommand('editor.action.inlineSuggest.trigger');
  }

  async provideInlineCompletionItems(
    document: vscode.TextDocument,
    position: vscode.Position,
    context: vscode.InlineCompletionContext,
    token: vscode.CancellationToken,
  ): Promise<vscode.InlineCompletionItem[]> {
    const manual = this.byHand || context.triggerKind === vscode.InlineCompletionTriggerKind.Invoke;
    this.byHand = false;
    await this.workspace.ready();
    const held = this.held(document, manual);
    if (held !== null) return this.silence(held);
    const tiers = await this.session.tiers();
    // Typed on meanwhile: the position is that of another text, and the editor has asked again.
    if (token.isCancellationRequested) return [];
    if (tiers.unavailable.length > 0) this.onMissingTier();
    if (tiers.fast === null && !(manual && tiers.strong !== null)) return this.noModel(tiers);
    const place = placeOf(document, position, context, tiers);
    const remembered = manual || place === null ? null : this.memory.find(place);
    if (place !== null && remembered !== null) return [this.item(document, position, place, remembered)];

    const around = place ?? { languageId: document.languageId, ...surroundings(document, position) };
    const decision = decideTrigger({
      ...around,
      manual,
      severalCursors: (vscode.window.activeTextEditor?.selections.length ?? 1) > 1,
      widgetOpen: place === null,
      paused: true,
    });
    if (!decision.ask || place === null) return this.silence(decision.reason);
    if (!(await pause(this.waitMs(tiers, place, manual), token))) return [];

    const abort = new AbortController();
    const cancel = token.onCancellationRequested(() => abort.abort());
    try {
      const indent = indentOf(document);
      const input = {
        ...place,
        multiline: decision.multiline,
        manual,
        features: {},
        context: [],
        pin: null,
        ...indent,
      };
      for await (const event of complete(this.session, tiers, input, abort.signal)) {
        const trace = this.show(event, manual);
        if (trace === null || trace.answer === '') continue;
        if (!manual && this.rejected.isRejected(place, trace.answer, Date.now())) {
          return this.silence({ rule: 'rejected-before', weight: 1, data: {} });
        }
        const offer = this.memory.keep(place, trace);
        return token.isCancellationRequested ? [] : [this.item(document, position, place, offer)];
      }
      return [];
    } finally {
      cancel.dispose();
    }
  }

  /** The user took an offer: the item's command says so. */
  accepted(id: string): void {
    this.outcomes.accepted(id);
  }

  dispose(): void {
    this.outcomes.dispose();
    this.typing.dispose();
  }

  private held(document: vscode.TextDocument, manual: boolean): Reason | null {
    const rule = (name: string): Reason => ({ rule: name, weight: 1, data: {} });
    if (!vscode.workspace.isTrusted) return rule('held.untrusted');
    if (!manual && this.paused()) return rule('held.paused');
    if (!manual && !this.settings({ uri: document.uri, languageId: document.languageId }).completions.enabled) {
      return rule('held.disabled');
    }
    return this.workspace.refusal(document.uri) === null ? null : rule('held.denied-file');
  }

  private waitMs(tiers: Tiers, place: Place, manual: boolean): number {
    const model = tiers.fast?.info.model;
    const seconds = model === undefined ? null : this.session.latencies.median(model, true, fastPrior);
    return waitBeforeAsking({
      millisSinceLastKey: Date.now() - this.lastKeyAt,
      typingIntervalMs: this.interval,
      modelP50Ms: seconds === null ? null : seconds * 1000,
      recentRejections: this.outcomes.rejections,
      userDelayMs: null,
      startOfLine: place.prefix.slice(place.prefix.lastIndexOf('\n') + 1).trim() === '',
      manual,
    });
  }

  /** Typing asks the fast model only: without one, a stronger one would be paid for at every key. */
  private noModel(tiers: Tiers): [] {
    if (tiers.strong === null) this.status.show({ kind: 'set-up' });
    else this.silence({ rule: 'no-answer.no-model', weight: 1, data: {} });
    return [];
  }

  private silence(reason: Reason): [] {
    this.status.show({ kind: 'silent', why: reason });
    return [];
  }

  /** The trace of the last event where the task came to its end, else null. */
  private show(event: CascadeEvent, manual: boolean): Trace | null {
    if (event.type === 'asking' && (manual || event.tier === 'strong')) {
      this.status.show({ kind: 'asking', tier: event.tier, model: event.model, why: tellingReason(event.reasons) });
    }
    // What typing on has overtaken is no decision: it would only bury the others.
    if (event.type !== 'finished' && event.type !== 'failed') return null;
    if (event.type === 'finished' || this.isNews(event.error)) this.recorder.record(event.trace, event.trace.path);
    if (event.type === 'failed') this.onFailure(event.error);
    else this.status.show(this.recorder.answeredState(event.trace, shownAttempt(event.trace)));
    return event.trace;
  }

  /** One record for one cause in a minute: a server that is down is no decision at every key. */
  private isNews(error: ModelError): boolean {
    const now = Date.now();
    const last = this.failures.get(error.kind);
    if (last !== undefined && now - last < sameFailureMs) return false;
    this.failures.set(error.kind, now);
    return true;
  }

  /** From column 0 of the line, which keeps the ghost text still while the user types along it. */
  private item(
    document: vscode.TextDocument,
    position: vscode.Position,
    place: Place,
    offer: Offer,
  ): vscode.InlineCompletionItem {
    const { text, replaceSuffix, trace } = offer;
    this.places.delete(trace.id);
    this.places.set(trace.id, { place, text });
    for (const id of this.places.keys()) {
      if (this.places.size <= 50) break;
      this.places.delete(id);
    }
    this.outcomes.offered(trace, { document, position, text: place.inserted + text, replaceSuffix });
    const start = position.with(position.line, 0);
    const linePrefix = document.getText(new vscode.Range(start, position));
    const item = new vscode.InlineCompletionItem(
      linePrefix + place.inserted + text,
      new vscode.Range(start, position.translate(0, replaceSuffix)),
    );
    item.command = { title: 'Accepted', command: acceptedCommand, arguments: [trace.id] };
    return item;
  }
}

/** Null where the suggest widget's selected entry says otherwise than what is typed. */
function placeOf(
  document: vscode.TextDocument,
  position: vscode.Position,
  context: vscode.InlineCompletionContext,
  tiers: Tiers,
): Place | null {
  const { prefix, suffix } = surroundings(document, position);
  const common = {
    path: vscode.workspace.asRelativePath(document.uri, false),
    languageId: document.languageId,
    suffix,
    model: `${tiers.fast?.info.model} ${tiers.strong?.info.model}`,
  };
  const selected = context.selectedCompletionInfo;
  if (selected === undefined) return { ...common, prefix, inserted: '' };
  const replaced = position.character - selected.range.start.character;
  const extended = withSelectedEntry(prefix, { text: selected.text, replaced });
  return extended === null ? null : { ...common, ...extended };
}

function surroundings(document: vscode.TextDocument, position: vscode.Position): { prefix: string; suffix: string } {
  const first = new vscode.Position(Math.max(0, position.line - linesBefore), 0);
  const last = new vscode.Position(Math.min(document.lineCount, position.line + linesAfter), 0);
  return {
    prefix: document.getText(new vscode.Range(first, position)).slice(-longest),
    suffix: document.getText(new vscode.Range(position, last)).slice(0, longest),
  };
}

function indentOf(document: vscode.TextDocument): { indent?: { insertSpaces: boolean; tabSize: number } } {
  const options = vscode.window.visibleTextEditors.find((editor) => editor.document === document)?.options;
  if (typeof options?.insertSpaces !== 'boolean' || typeof options.tabSize !== 'number') return {};
  return { indent: { insertSpaces: options.insertSpaces, tabSize: options.tabSize } };
}

/** False where the user typed on meanwhile. */
function pause(ms: number, token: vscode.CancellationToken): Promise<boolean> {
  if (ms <= 0) return Promise.resolve(!token.isCancellationRequested);
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      subscription.dispose();
      resolve(true);
    }, ms);
    const subscription = token.onCancellationRequested(() => {
      clearTimeout(timer);
      subscription.dispose();
      resolve(false);
    });
  });
}
