// Where a task goes: while it runs, what there is of it into the store; once it ended, the log, the trace store, the open panel,
// and the running sums of the session.
import { learnFrom, type Session } from '../core/session';
import type { Attempt, Outcome, OutcomeKind, Trace } from '../core/trace';
import type { TraceStore } from '../core/traceStore';
import { silenceReason } from '../shared/headline';
import { totalTokens } from '../shared/traceLine';
import type { StatusState } from '../shared/statusText';
import type { Log } from './log';

export interface Strip {
  readonly trace: (trace: Trace) => Trace;
  readonly outcome: (outcome: Outcome) => Outcome;
}

export class Recorder {
  private sessionCost = 0;
  private readonly day = { date: '', cost: 0 };
  private readonly writing = new Set<Promise<void>>();

  constructor(
    private readonly log: Pick<Log, 'decision'>,
    private readonly store: () => Promise<TraceStore>,
    private readonly session: Session,
    /** Takes secrets out, and prompts and answers where the user does not want them kept. */
    private readonly strip: Strip,
    private readonly changed: (trace: Trace) => void,
    /** The store could not do it: the task itself was answered all the same. */
    private readonly failed: (error: unknown) => void,
    /** What became of an answer was said. */
    private readonly onOutcome: () => void = () => undefined,
  ) {}

  /** `thread`: the thread of work that the session learns about. */
  record(trace: Trace, thread: string): void {
    learnFrom(this.session, thread, trace);
    this.count(trace);
    const kept = this.strip.trace(trace);
    this.log.decision(kept);
    const saved = this.save(kept).finally(() => this.writing.delete(saved));
    this.writing.add(saved);
  }

  /** Keeps what there is of a task, for the case that the editor ends before the task does. */
  underway(trace: Trace): void {
    const kept = this.strip.trace(trace);
    void this.store()
      .then((store) => store.begin(kept))
      .catch((error: unknown) => this.failed(error));
  }

  /** Resolves once all traces so far are in the store, or have failed. */
  async settled(): Promise<void> {
    await Promise.all(this.writing);
  }

  /** Appends what became of an answer. */
  outcome(
    trace: Pick<Trace, 'id' | 'startedAt'> & Partial<Pick<Trace, 'path'>>,
    kind: OutcomeKind,
    data?: Outcome['data'],
  ): void {
    if (kind === 're-asked' && trace.path !== undefined) this.session.reasks?.add(trace.path, Date.now());
    const atMs = Date.now() - trace.startedAt;
    const outcome = this.strip.outcome({ kind, atMs, ...(data !== undefined && { data }) });
    void this.store()
      .then((store) => store.addOutcome(trace.id, outcome))
      .then(() => this.onOutcome())
      .catch((error: unknown) => this.failed(error));
  }

  answeredState(trace: Trace, attempt: Attempt | undefined): StatusState {
    if (attempt === undefined || trace.shown === 'none' || trace.shown === 'suppressed') {
      const why = silenceReason(trace.reasons, trace.judgements.at(-1)?.reasons ?? []);
      return why === null ? { kind: 'idle' } : { kind: 'silent', why };
    }
    return {
      kind: 'answered',
      tier: attempt.tier,
      model: attempt.model,
      ms: trace.totalMs,
      verified: trace.shown !== 'unverified',
      reasons: [...trace.reasons, ...(trace.route?.reasons.slice(0, 2) ?? [])],
      tokens: totalTokens(trace.attempts),
      cost: attempt.cost,
      sessionCost: this.sessionCost,
      dayCost: this.day.cost,
    };
  }

  private count(trace: Trace): void {
    const date = new Date(trace.startedAt).toDateString();
    if (this.day.date !== date) Object.assign(this.day, { date, cost: 0 });
    for (const attempt of trace.attempts) {
      this.sessionCost += attempt.cost ?? 0;
      this.day.cost += attempt.cost ?? 0;
    }
  }

  private async save(trace: Trace): Promise<void> {
    try {
      await (await this.store()).save(trace);
      this.changed(trace);
    } catch (error) {
      this.failed(error);
    }
  }
}
