// Inline completions: what the editor asks goes to the engine, what the engine answers goes back as items. Decides nothing.
import * as vscode from 'vscode';
import { CompletionEngine } from '../core/completion/engine';
import type { Ask } from '../core/completion/ask';
import { Askers } from '../core/completion/asker';
import { choicesWithin, distinct, type Choices } from '../core/completion/choices';
import type { Offer } from '../core/completion/memory';
import { triggerReason } from '../core/completion/reasons';
import type { ModelError } from '../core/modelError';
import type { Session, Tiers } from '../core/session';
import type { Settings } from '../core/settings';
import type { Reason } from '../core/task';
import { CompletionContext } from './completionContext';
import { CompletionOutcomes } from './completionOutcomes';
import { completionListener } from './completionListener';
import { completionPlace, indentOf, type EditorPlace } from './completionPlace';
import { pathInWorkspace } from './fileOf';
import { inlineItem } from './inlineItems';
import type { Log } from './log';
import type { Recorder } from './recorder';
import { Silences } from './silences';
import type { StatusBar } from './statusBar';
import { Typing } from './typing';
import type { Workspace } from './workspace';

export interface InlineParts {
  readonly session: Session;
  readonly settings: (scope: vscode.ConfigurationScope) => Settings;
  readonly workspace: Workspace;
  readonly status: StatusBar;
  readonly recorder: Recorder;
  readonly log: Log;
  /** A tier could not be asked for want of the user's yes. */
  readonly onMissingTier: () => void;
  /** Completions rest for a while, by the user's word. */
  readonly paused: () => boolean;
  readonly onFailure: (error: ModelError) => void;
}

/** How long an answer by hand waits for others beside it: the editor asks only once, so what comes later comes with the next key. */
const choicesMs = 1_000;

export class InlineProvider implements vscode.InlineCompletionItemProvider, vscode.Disposable {
  readonly silences: Silences;
  private readonly engine: CompletionEngine;
  private readonly outcomes: CompletionOutcomes;
  private readonly typing = new Typing();
  private readonly context: CompletionContext;
  private readonly watch: vscode.Disposable;
  private readonly askers = new Askers();
  private choices: Choices<EditorPlace> | null = null;

  constructor(private readonly parts: InlineParts) {
    const { session, status, recorder, log, onFailure } = parts;
    this.silences = new Silences(log);
    const silent = (why: Reason, path: string): void =>
      this.silences.add(why, path, (vscode.window.activeTextEditor?.selection.active.line ?? 0) + 1);
    this.engine = new CompletionEngine(
      session,
      completionListener({ status, recorder, log, silent, onFailure, late: ({ path }) => void this.showLate(path) }),
    );
    this.context = new CompletionContext(parts.workspace, session.within);
    this.outcomes = new CompletionOutcomes(recorder, (id) => this.engine.reject(id));
    this.watch = vscode.window.onDidChangeTextEditorSelection((event) => void this.moved(event));
  }

  /** `weir.triggerCompletion`: asks here and now, whatever speaks against it. */
  async trigger(): Promise<void> {
    await this.triggerAs('command');
  }

  async provideInlineCompletionItems(
    document: vscode.TextDocument,
    position: vscode.Position,
    context: vscode.InlineCompletionContext,
    token: vscode.CancellationToken,
  ): Promise<vscode.InlineCompletionItem[]> {
    const asker = this.askers.take(context.triggerKind === vscode.InlineCompletionTriggerKind.Invoke);
    const manual = asker === 'user' || asker === 'command';
    const { workspace, session, settings } = this.parts;
    await workspace.ready();
    const { completions } = settings({ uri: document.uri, languageId: document.languageId });
    const silent = (reason: Reason): [] => this.silence(reason, document, position);
    const held = this.held(document, manual, completions.enabled);
    if (held !== null) return silent(held);
    const tiers = await session.tiers();
    // Typed on meanwhile: the position is that of another text, and the editor has asked again.
    if (token.isCancellationRequested) return [];
    if (tiers.unavailable.length > 0) this.parts.onMissingTier();
    if (tiers.fast === null && tiers.strong === null) {
      this.parts.status.show({ kind: 'set-up' });
      return [];
    }
    const place = completionPlace(document, position, context.selectedCompletionInfo, tiers);
    if (place === null) return silent(triggerReason('widget-open'));
    const items = (offers: readonly Offer[]): vscode.InlineCompletionItem[] =>
      this.items(document, position, place, offers);
    const { choices } = this;
    if (choices !== null && isSame(choices.place, place) && !(asker === 'command' && choices.whole)) {
      this.choices = { ...choices, whole: true };
      return items(choices.offers);
    }

    const ask = this.ask(document, position, place, manual, completions);
    // Beside the wait and the request: what it finds serves this key only where it is there in time.
    void this.context.collect(document, position);
    const abort = new AbortController();
    const cancel = token.onCancellationRequested(() => abort.abort());
    try {
      const answer = await this.engine.answer(tiers, ask, abort.signal);
      // Given up meanwhile, for another place or text: why nothing would have been shown here is nobody's question any more.
      if (token.isCancellationRequested) return [];
      if (answer.kind === 'silent') return answer.reason === null ? [] : silent(answer.reason);
      this.choices = null;
      const offers = manual ? await this.beside(tiers, ask, place, answer.offer) : [answer.offer];
      // Typed on while the others were waited for: nobody is shown these.
      return token.isCancellationRequested ? [] : items(offers);
    } finally {
      cancel.dispose();
    }
  }

  /** The user took an offer: the item's command says so. */
  accepted(id: string): void {
    // An undo leads back to this place: what was chosen there is not to come again.
    this.choices = null;
    this.typing.accepted();
    this.outcomes.accepted(id);
  }

  dispose(): void {
    this.engine.dispose();
    this.outcomes.dispose();
    this.typing.dispose();
    this.context.dispose();
    this.watch.dispose();
  }

  private ask(
    document: vscode.TextDocument,
    position: vscode.Position,
    place: EditorPlace,
    manual: boolean,
    { delay, onDemandOnly, silentIn }: Settings['completions'],
  ): Ask {
    return {
      place,
      manual,
      onDemand: onDemandOnly,
      severalCursors: (vscode.window.activeTextEditor?.selections.length ?? 1) > 1,
      justAccepted: this.typing.justAccepted(document),
      justUndone: this.typing.justUndone(document),
      skipComments: silentIn.includes('comments'),
      skipStrings: silentIn.includes('strings'),
      ...indentOf(document),
      timing: {
        millisSinceLastKey: this.typing.millisSinceLastKey,
        typingIntervalMs: this.typing.intervalMs,
        recentRejections: this.outcomes.rejections,
        userDelayMs: delay,
      },
      history: this.outcomes.history,
      facts: () => this.context.facts(document, position),
    };
  }

  private held(document: vscode.TextDocument, manual: boolean, enabled: boolean): Reason | null {
    const rule = (name: string): Reason => ({ rule: name, weight: 1, data: {} });
    if (!vscode.workspace.isTrusted) return rule('held.untrusted');
    if (!manual && this.parts.paused()) return rule('held.paused');
    if (!manual && !enabled) return rule('held.disabled');
    return this.parts.workspace.refusal(document.uri) === null ? null : rule('held.denied-file');
  }

  private silence(reason: Reason, document: vscode.TextDocument, position: vscode.Position): [] {
    this.parts.status.show({ kind: 'silent', why: reason });
    this.silences.add(reason, pathInWorkspace(document.uri), position.line + 1);
    return [];
  }

  /** The first of the offers is what the user sees. */
  private items(
    document: vscode.TextDocument,
    position: vscode.Position,
    place: EditorPlace,
    offers: readonly Offer[],
  ): vscode.InlineCompletionItem[] {
    for (const { text, replaceSuffix, trace } of offers.toReversed()) {
      this.outcomes.offered(trace, { document, position, text: place.inserted + text, replaceSuffix });
    }
    return offers.map((offer) => inlineItem(document, position, place, offer));
  }

  /** An answer by hand and what comes beside it in time. What comes later is there when the user asks again. */
  private async beside(tiers: Tiers, ask: Ask, place: EditorPlace, first: Offer): Promise<readonly Offer[]> {
    const others = this.engine.alternatives(tiers, ask, first);
    const found = await choicesWithin(first, others, (all) => this.parts.session.within(all, choicesMs));
    const choices = { place, ...found };
    this.choices = choices;
    if (!found.whole) {
      void Promise.all(others).then((all) => {
        if (this.choices === choices) this.choices = { place, offers: distinct([first, ...all]), whole: false };
      });
    }
    return found.offers;
  }

  private async showLate(path: string): Promise<void> {
    const document = vscode.window.activeTextEditor?.document;
    if (document !== undefined && pathInWorkspace(document.uri) === path) {
      await this.triggerAs('weir');
    }
  }

  private async triggerAs(asker: 'command' | 'weir'): Promise<void> {
    await this.askers.asking(asker, () => vscode.commands.executeCommand('editor.action.inlineSuggest.trigger'));
  }

  /** The cursor went elsewhere: what cannot answer there any more closes its socket. */
  private async moved({ textEditor }: vscode.TextEditorSelectionChangeEvent): Promise<void> {
    if (!this.engine.isAsking || textEditor !== vscode.window.activeTextEditor) return;
    const now = activePlace(await this.parts.session.tiers());
    if (now !== null) this.engine.moved(now);
  }
}

function activePlace(tiers: Tiers | null): EditorPlace | null {
  const editor = vscode.window.activeTextEditor;
  return editor === undefined ? null : completionPlace(editor.document, editor.selection.active, undefined, tiers);
}

function isSame(one: EditorPlace, other: EditorPlace): boolean {
  return (
    one.path === other.path &&
    one.prefix === other.prefix &&
    one.suffix === other.suffix &&
    one.model === other.model &&
    one.inserted === other.inserted
  );
}
