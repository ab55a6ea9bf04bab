// Inline completions: takes the text around the cursor, waits as long as typing wants, runs the cascade, gives the item back.
import * as vscode from 'vscode';
import { decideTrigger } from '../core/completion/trigger';
import { createCompletionMemory, type CompletionMemory } from '../core/completion/memory';
import type { CascadeEvent } from '../core/cascade';
import type { Session } from '../core/session';
import type { Settings } from '../core/settings';
import type { Reason, Tier } from '../core/task';
import type { Trace } from '../core/trace';
import { complete } from '../core/tasks/completeTask';
import { shownAttempt } from '../shared/traceLine';
import type { Recorder } from './recorder';
import type { StatusBar } from './statusBar';
import type { Workspace } from './workspace';

/** Lines around the cursor that are looked at; never the whole document. */
const linesBefore = 200;
const linesAfter = 80;
/** Pause after a keystroke before a model is asked. */
const pauseMs = 90;

export const acceptedCommand = 'weir.completionAccepted';

export class InlineProvider implements vscode.InlineCompletionItemProvider {
  private readonly memory: CompletionMemory = createCompletionMemory();
  /** Set for the request that follows a trigger by hand. */
  private manual: { readonly tier: Tier | null } | null = null;

  constructor(
    private readonly session: Session,
    private readonly settings: (scope: vscode.ConfigurationScope) => Settings,
    private readonly workspace: Workspace,
    private readonly status: StatusBar,
    private readonly recorder: Recorder,
  ) {}

  /** `weir.triggerCompletion`: asks here and now, whatever speaks against it. */
  async trigger(): Promise<void> {
    this.manual = { tier: null };
    await vscode.commands.executeCommand('editor.action.inlineSuggest.trigger');
  }

  async provideInlineCompletionItems(
    document: vscode.TextDocument,
    position: vscode.Position,
    context: vscode.InlineCompletionContext,
    token: vscode.CancellationToken,
  ): Promise<vscode.InlineCompletionItem[]> {
    const manual =
      this.manual ?? (context.triggerKind === vscode.InlineCompletionTriggerKind.Invoke ? { tier: null } : null);
    this.manual = null;
    await this.workspace.ready();
    const held = this.held(document, manual !== null);
    if (held !== null) return this.silence(held);
    const around = surroundings(document, position);
    const place = {
      languageId: document.languageId,
      path: vscode.workspace.asRelativePath(document.uri, false),
      ...around,
    };
    const remembered = manual === null ? this.memory.find(place) : null;
    if (remembered !== null)
      return [this.item(document, position, remembered.text, remembered.replaceSuffix, remembered.trace)];

    const decision = decideTrigger({
      ...place,
      manual: manual !== null,
      severalCursors: (vscode.window.activeTextEditor?.selections.length ?? 1) > 1,
      widgetOpen: context.selectedCompletionInfo !== undefined,
      paused: true,
    });
    if (!decision.ask) return this.silence(decision.reason);
    if (manual === null && !(await pause(pauseMs, token))) return [];

    const tiers = await this.session.tiers();
    if (token.isCancellationRequested) return [];
    const abort = new AbortController();
    const cancel = token.onCancellationRequested(() => abort.abort());
    try {
      const input = {
        ...place,
        multiline: decision.multiline,
        manual: manual !== null,
        features: {},
        context: [],
        pin: manual?.tier ?? null,
      };
      for await (const event of complete(this.session, tiers, input, abort.signal)) {
        const trace = this.show(event, manual !== null);
        if (trace === null || trace.answer === '') continue;
        const offer = this.memory.keep(place, trace);
        return [this.item(document, position, offer.text, offer.replaceSuffix, trace)];
      }
      return [];
    } finally {
      cancel.dispose();
    }
  }

  /** The user took an offer: the item's command says so. */
  accepted(trace: Pick<Trace, 'id' | 'startedAt'>): void {
    this.recorder.outcome(trace, 'accepted');
  }

  private held(document: vscode.TextDocument, manual: boolean): Reason | null {
    const rule = (name: string): Reason => ({ rule: name, weight: 1, data: {} });
    if (!vscode.workspace.isTrusted) return rule('held.untrusted');
    if (!manual && !this.settings({ uri: document.uri, languageId: document.languageId }).completions.enabled) {
      return rule('held.disabled');
    }
    return this.workspace.refusal(document.uri) === null ? null : rule('held.denied-file');
  }

  private silence(reason: Reason): [] {
    this.status.show({ kind: 'silent', why: reason });
    return [];
  }

  /** The finished trace of the last event, else null. */
  private show(event: CascadeEvent, manual: boolean): Trace | null {
    if (event.type === 'asking' && (manual || event.tier === 'strong')) {
      this.status.show({ kind: 'asking', tier: event.tier, model: event.model, why: event.reasons[0] ?? null });
    }
    if (event.type !== 'finished' && event.type !== 'failed' && event.type !== 'cancelled') return null;
    // What typing on has overtaken is no decision: it would only bury the others.
    if (event.type === 'cancelled') return null;
    this.recorder.record(event.trace, event.trace.path);
    if (event.type === 'failed') this.status.show({ kind: 'error', sentence: event.error.sentence });
    else this.status.show(this.recorder.answeredState(event.trace, shownAttempt(event.trace)));
    return event.trace;
  }

  /** From column 0 of the line, which keeps the ghost text still while the user types along it. */
  private item(
    document: vscode.TextDocument,
    position: vscode.Position,
    text: string,
    replaceSuffix: number,
    trace: Pick<Trace, 'id' | 'startedAt'>,
  ): vscode.InlineCompletionItem {
    const start = position.with(position.line, 0);
    const linePrefix = document.getText(new vscode.Range(start, position));
    const item = new vscode.InlineCompletionItem(
      linePrefix + text,
      new vscode.Range(start, position.translate(0, replaceSuffix)),
    );
    item.command = {
      title: 'Accepted',
      command: acceptedCommand,
      arguments: [{ id: trace.id, startedAt: trace.startedAt }],
    };
    return item;
  }
}

function surroundings(document: vscode.TextDocument, position: vscode.Position): { prefix: string; suffix: string } {
  const first = new vscode.Position(Math.max(0, position.line - linesBefore), 0);
  const last = new vscode.Position(Math.min(document.lineCount, position.line + linesAfter), 0);
  return {
    prefix: document.getText(new vscode.Range(first, position)),
    suffix: document.getText(new vscode.Range(position, last)),
  };
}

/** False where the user typed on meanwhile. */
function pause(ms: number, token: vscode.CancellationToken): Promise<boolean> {
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
