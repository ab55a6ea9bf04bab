// What becomes of completions, from the editor's plain events: the tracker in core infers, this feeds it and records.
import * as vscode from 'vscode';
import { errorsWithin } from '../core/calibration/labels';
import { seenAfterMs } from '../core/completion/offerWatch';
import { doubtMs, OutcomeTracker, type TrackedOutcome } from '../core/completion/outcomeTracker';
import type { AcceptanceHistory } from '../core/completion/speculation';
import type { Trace } from '../core/trace';
import { errorsBetween } from './patchErrors';
import type { Recorder } from './recorder';

/** When accepted text is looked at again: a little after each age that counts. */
const checksMs = [31_000, 121_000, 301_000];
const remembered = 300;
/** Up to the end of a line, however long. */
const longestLine = 100_000;

interface Offered extends Pick<Trace, 'id' | 'startedAt'> {
  readonly uri: vscode.Uri;
  /** Where the text is, once it is accepted. */
  readonly lines: vscode.Range;
}

export interface OfferPlace {
  readonly document: vscode.TextDocument;
  readonly position: vscode.Position;
  readonly text: string;
  readonly replaceSuffix: number;
}

export class CompletionOutcomes implements vscode.Disposable {
  private readonly tracker = new OutcomeTracker();
  private readonly traces = new Map<string, Offered>();
  private readonly timers = new Set<NodeJS.Timeout>();
  private readonly subscriptions: vscode.Disposable[];
  /** Refusals since the last acceptance: they make the engine wait longer. */
  rejections = 0;
  private readonly counts = { shown: 0, accepted: 0 };

  constructor(
    private readonly recorder: Recorder,
    /** The user refused it, or undid it. */
    private readonly onRefused: (id: string) => void,
  ) {
    this.subscriptions = [
      vscode.workspace.onDidChangeTextDocument((event) => this.edited(event)),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => {
        this.take(this.tracker.handle({ type: 'closed', path: uri.toString(), at: Date.now() }));
      }),
      vscode.window.onDidChangeTextEditorSelection(({ textEditor, selections }) => {
        const active = selections[0]?.active;
        if (active === undefined) return;
        const { document } = textEditor;
        const place = { path: document.uri.toString(), offset: document.offsetAt(active) };
        this.take(this.tracker.handle({ type: 'selection', ...place, at: Date.now() }));
      }),
    ];
  }

  /** What this session has seen of acceptance: it says whether asking ahead pays. */
  get history(): AcceptanceHistory {
    return this.counts;
  }

  offered(trace: Pick<Trace, 'id' | 'startedAt'>, { document, position, text, replaceSuffix }: OfferPlace): void {
    const lines = new vscode.Range(position.line, 0, position.line + text.split('\n').length - 1, longestLine);
    this.traces.set(trace.id, { id: trace.id, startedAt: trace.startedAt, uri: document.uri, lines });
    for (const id of this.traces.keys()) {
      if (this.traces.size <= remembered) break;
      this.traces.delete(id);
    }
    const lead = document.getText(new vscode.Range(position.with(position.line, 0), position));
    const offer = {
      id: trace.id,
      path: document.uri.toString(),
      offset: document.offsetAt(position),
      lead,
      text: document.eol === vscode.EndOfLine.CRLF ? text.replaceAll('\n', '\r\n') : text,
      replaceSuffix,
      offeredAt: Date.now(),
    };
    this.take(this.tracker.handle({ type: 'offered', offer }));
    this.later(seenAfterMs + 10, () => this.tick());
  }

  accepted(id: string): void {
    this.take(this.tracker.handle({ type: 'accept-command', id, at: Date.now() }));
  }

  dispose(): void {
    for (const timer of this.timers) clearTimeout(timer);
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  private edited({ document, contentChanges, reason }: vscode.TextDocumentChangeEvent): void {
    for (const change of contentChanges) {
      const edit = {
        path: document.uri.toString(),
        start: change.rangeOffset,
        removed: change.rangeLength,
        inserted: change.text,
        undo: reason === vscode.TextDocumentChangeReason.Undo,
      };
      this.take(this.tracker.handle({ type: 'edit', edit, at: Date.now() }));
    }
    if (this.tracker.inDoubt) this.later(doubtMs + 10, () => this.tick());
  }

  private tick(): void {
    this.take(this.tracker.handle({ type: 'tick', at: Date.now() }));
  }

  private checkKept(): void {
    const now = Date.now();
    for (const { id, path, start, end } of this.tracker.due(now)) {
      const document = vscode.workspace.textDocuments.find((open) => open.uri.toString() === path);
      if (document === undefined) continue;
      const range = new vscode.Range(document.positionAt(start), document.positionAt(end));
      this.take(this.tracker.check(id, document.getText(range), now));
    }
  }

  private take(outcomes: readonly TrackedOutcome[]): void {
    for (const { id, kind, data } of outcomes) {
      const trace = this.traces.get(id);
      if (trace !== undefined) this.recorder.outcome(trace, kind, data);
      if (kind === 'accepted' || kind === 'partly-accepted') this.rejections = 0;
      if (kind === 'accepted') for (const ms of checksMs) this.later(ms, () => this.checkKept());
      if (kind === 'accepted' && trace !== undefined) this.watchErrors(trace);
      if (kind === 'shown') this.counts.shown += 1;
      if (kind === 'accepted') this.counts.accepted += 1;
      if (kind === 'rejected') this.rejections += 1;
      if (kind === 'rejected' || kind === 'undone') this.onRefused(id);
    }
  }

  /** What stands there after some seconds and did not before: an error that comes and goes while a server looks is none. */
  private watchErrors(trace: Offered): void {
    const before = errorsBetween(trace.uri, trace.lines);
    this.later(1000 * errorsWithin, () => {
      const errors = errorsBetween(trace.uri, trace.lines) - before;
      if (errors > 0) this.recorder.outcome(trace, 'new-errors', { errors, seconds: errorsWithin });
    });
  }

  private later(ms: number, run: () => void): void {
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      run();
    }, ms);
    this.timers.add(timer);
  }
}
