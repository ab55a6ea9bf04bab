// Runs one explicit task at a time: its events go to the answer view and the status bar, its trace to the recorder.
import type * as vscode from 'vscode';
import type { CascadeEvent } from '../core/cascadeTask';
import { totalCost } from '../core/cost/totalCost';
import type { Patch } from '../core/patch/edit';
import type { Reason, TaskKind, Tier } from '../core/task';
import type { Route, Trace } from '../core/trace';
import type { FrameReference, RepairAction } from '../shared/answerState';
import type { ModelError, ModelErrorKind } from '../core/modelError';
import { tellingReason } from '../shared/headline';
import { shownAttempt, totalTokens } from '../shared/traceLine';
import type { AnswerView } from './answerView';
import type { Recorder } from './recorder';
import type { StatusBar } from './statusBar';

export interface ExplicitTask {
  readonly kind: TaskKind;
  /** What is explained or debugged, in a few words. */
  readonly subject: string;
  readonly frames: readonly FrameReference[];
  start(pin: Tier | null, signal: AbortSignal): AsyncGenerator<CascadeEvent, void, void>;
  openFrame?(index: number): void;
  /** The same at more length, where the user may ask for it. */
  longer?(): ExplicitTask;
}

/** Tasks that can still be asked again by the trace they left. */
const remembered = 100;

type View = Pick<AnswerView, 'current' | 'post' | 'reveal'>;
type Status = Pick<StatusBar, 'show' | 'rest'>;
type Records = Pick<Recorder, 'record' | 'underway' | 'outcome' | 'answeredState'>;

export class TaskRunner implements vscode.Disposable {
  private running: AbortController | null = null;
  private last: ExplicitTask | null = null;
  private pin: Tier | null = null;
  private shown: Trace | null = null;
  private readonly byTrace = new Map<string, ExplicitTask>();
  private offer: Offer | null = null;
  private count = 0;
  private ended: Promise<void> = Promise.resolve();

  constructor(
    private readonly view: View,
    private readonly status: Status,
    private readonly recorder: Records,
    /** A task did without a tier that could not be used, or failed for want of one. */
    private readonly onMissingTier: () => void,
    /** The answer that the view shows has a patch. `task` names it in the view. */
    private readonly onPatch: (task: string, patch: Patch, trace: Trace) => void = () => undefined,
    /** The answer view says it already. */
    private readonly onFailure: (error: ModelError) => void = ({ kind, sentence }) =>
      status.show({ kind: 'error', cause: kind, sentence }),
    /** The user's standing word for a kind of task. */
    private readonly pinFor: (kind: TaskKind) => Tier | null = () => null,
  ) {}

  /** What the answer view shows, or is about to. */
  get task(): ExplicitTask | null {
    return this.last;
  }

  /** The trace of what the answer view shows; null while it is being asked. */
  get trace(): Trace | null {
    return this.shown;
  }

  stop(): void {
    this.running?.abort();
  }

  /** Ends what runs; resolves once its trace has been handed over. */
  async finish(): Promise<void> {
    this.stop();
    await this.ended;
  }

  /** The task that left this trace; null where this window did not ask it, or too long ago. */
  asked(trace: string): ExplicitTask | null {
    return this.byTrace.get(trace) ?? null;
  }

  /** From now on the task can be asked again by its trace. */
  remember(trace: string, task: ExplicitTask): void {
    this.byTrace.set(trace, task);
    const [oldest] = this.byTrace.keys();
    if (this.byTrace.size > remembered && oldest !== undefined) this.byTrace.delete(oldest);
  }

  /** Asks for more than the short answer, where there is more. */
  async more(): Promise<void> {
    const longer = this.last?.longer?.();
    if (longer !== undefined) await this.run(longer);
  }

  /** The same once more, of the tier that it was asked of. */
  async again(): Promise<void> {
    if (this.last !== null) await this.run(this.last, this.pin);
  }

  /** A model may be used that could not be before: what failed for want of one is asked again. */
  async allowed(): Promise<void> {
    if (this.view.current?.failure?.action === 'set-up') await this.again();
  }

  async run(task: ExplicitTask, pin: Tier | null = null): Promise<void> {
    this.stop();
    const run = this.show(task, pin);
    this.ended = run.catch(() => undefined);
    await run;
  }

  private async show(task: ExplicitTask, pin: Tier | null): Promise<void> {
    const controller = new AbortController();
    this.running = controller;
    this.last = task;
    this.pin = pin;
    this.shown = null;
    this.offer = null;
    const id = `view-${++this.count}`;
    const isCurrent = (): boolean => this.running === controller;
    await this.view.reveal();
    // Bringing the view up takes its time: meanwhile another task may have taken its place.
    if (!isCurrent()) return;
    const more = task.longer !== undefined;
    this.view.post({ type: 'started', task: id, kind: task.kind, subject: task.subject, ...(more && { more }) });
    if (task.frames.length > 0) this.view.post({ type: 'frames', task: id, frames: task.frames });
    const show = new Showing(id, isCurrent, this.view, this.status, this.recorder, this.onPatch, this.onFailure);
    for await (const event of task.start(pin ?? this.pinFor(task.kind), controller.signal)) {
      if ('trace' in event) {
        this.remember(event.trace.id, task);
        if (event.type !== 'underway' && isCurrent()) this.shown = event.trace;
      }
      show.event(event);
      if (event.type === 'routed' && lacksConsent(event.route)) this.onMissingTier();
      if (event.type === 'failed' && event.error.kind === 'not-configured') this.onMissingTier();
    }
    if (!isCurrent()) return;
    this.running = null;
    this.offer = show.offer;
  }

  /** The user wants the answer that came too late to take the first one's place: that is a word against the first. */
  takeOffer(): void {
    const { offer } = this;
    this.offer = null;
    if (offer === null) return;
    this.recorder.outcome(offer.trace, 're-asked', { tier: 'strong' });
    if (offer.patch !== null) this.onPatch(offer.task, offer.patch, offer.trace);
  }

  dispose(): void {
    this.stop();
  }
}

interface Offer {
  readonly task: string;
  readonly patch: Patch | null;
  readonly trace: Trace;
}

/** One task's way onto the screen. */
class Showing {
  private asking: Extract<CascadeEvent, { type: 'asking' }> | null = null;
  private headShown = false;
  private startedAt = Date.now();
  private patch: Patch | null = null;
  private late: Extract<CascadeEvent, { type: 'offered' }> | null = null;
  /** A better answer beside the one that stands. */
  offer: Offer | null = null;

  constructor(
    private readonly id: string,
    private readonly isCurrent: () => boolean,
    private readonly view: View,
    private readonly status: Status,
    private readonly recorder: Records,
    private readonly onPatch: (task: string, patch: Patch, trace: Trace) => void,
    private readonly onFailure: (error: ModelError) => void,
  ) {}

  event(event: CascadeEvent): void {
    switch (event.type) {
      case 'routed':
      case 'answered':
        return;
      case 'underway':
        return this.recorder.underway(event.trace);
      case 'asking': {
        this.asking = event;
        this.headShown = false;
        const why = tellingReason(event.reasons);
        this.step(event.tier === 'fast' ? 'step.fast' : 'step.strong', { model: event.model, why: why?.rule ?? '' });
        return this.status.show({ kind: 'asking', tier: event.tier, model: event.model, why });
      }
      case 'text':
        this.head();
        return this.view.post({ type: 'text', task: this.id, text: event.text });
      case 'judged':
        return this.step('step.judge', {});
      case 'step':
        return this.step(event.step.rule, event.step.data);
      case 'patched':
        this.patch = event.patch;
        return;
      case 'offered': {
        this.late = event;
        const { tier, model, firstTokenMs } = event.attempt;
        const head = { tier, model, firstTokenMs, reasons: this.asking?.reasons ?? [] };
        return this.view.post({ type: 'offered', task: this.id, head, text: event.text });
      }
      case 'finished':
      case 'cancelled':
      case 'failed':
        return this.end(event);
    }
  }

  private step(rule: string, data: Reason['data']): void {
    this.view.post({ type: 'step', task: this.id, step: { rule, weight: 0, data } });
  }

  /** Tier, model and reason stand there with the first token, not after it. */
  private head(): void {
    if (this.headShown || this.asking === null) return;
    this.headShown = true;
    const { tier, model, reasons } = this.asking;
    const firstTokenMs = Date.now() - this.startedAt;
    this.view.post({ type: 'answer', task: this.id, head: { tier, model, firstTokenMs, reasons } });
  }

  private end(event: Extract<CascadeEvent, { type: 'finished' | 'cancelled' | 'failed' }>): void {
    const { trace } = event;
    this.recorder.record(trace, trace.path);
    // Once another task is on the screen, this one is nothing but its trace.
    if (!this.isCurrent()) return;
    if (event.type === 'cancelled') {
      this.view.post({ type: 'cancelled', task: this.id });
      return this.status.rest();
    }
    if (event.type === 'failed') {
      const { sentence, kind } = event.error;
      this.view.post({ type: 'failed', task: this.id, sentence, action: repairFor(kind) });
      return this.onFailure(event.error);
    }
    const tokens = totalTokens(trace.attempts);
    this.view.post({
      type: 'finished',
      task: this.id,
      figures: {
        totalMs: trace.totalMs,
        inputTokens: tokens?.input ?? 0,
        cachedTokens: tokens?.cached ?? 0,
        outputTokens: tokens?.output ?? 0,
        exact: trace.attempts.every((attempt) => attempt.usage?.exact ?? true),
        cost: totalCost(trace.attempts),
      },
      shown: trace.shown,
      reasons: [...trace.reasons, ...(trace.judgements.at(-1)?.reasons ?? [])],
    });
    this.status.show(this.recorder.answeredState(trace, shownAttempt(trace)));
    if (this.patch !== null) this.onPatch(this.id, this.patch, trace);
    if (this.late !== null) this.offer = { task: this.id, patch: this.late.patch, trace };
  }
}

function lacksConsent(route: Route): boolean {
  return route.reasons.some((reason) => reason.rule === 'not-agreed');
}

const repairs: Partial<Record<ModelErrorKind, RepairAction>> = {
  'not-configured': 'set-up',
  'not-allowed': 'set-up',
  auth: 'set-key',
  quota: 'open-settings',
  'unknown-model': 'open-settings',
  network: 'test-connection',
  tls: 'test-connection',
  engine: 'show-log',
};

function repairFor(kind: ModelErrorKind): RepairAction {
  return repairs[kind] ?? 'retry';
}
