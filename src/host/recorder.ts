// Where a finished task goes: the log, the trace store, the open panel, and the running sums of the session.
import { learnFrom, type Session } from '../core/session';
import type { Attempt, Outcome, OutcomeKind, Trace } from '../core/trace';
import type { TraceStore } from '../core/traceStore';
import { silenceReason } from '../shared/headline';
import { totalTokens } from '../shared/traceLine';
import type { StatusState } from '../shared/statusText';
import type { Log } from './log';

export class Recorder {
  private sessionCost = 0;
  private readonly day = { date: '', cost: 0 };
  private saveFailed = false;
  private readonly writing = new Set<Promise<void>>();

  constructor(
    private readonly log: Log,
    private readonly store: () => Promise<TraceStore>,
    private readonly session: Session,
    /** Takes prompts and answers out where the user does not want them kept. */
    private readonly strip: (trace: Trace) => Trace,
    private readonly changed: (trace: Trace) => void,
    /** What became of an answer was said. */
    private readonly onOutcome: () => void = () => undefined,
  ) {}

  /** `thread`: the thread of work that the session learns about. */
  record(trace: Trace, thread: string): void {
    learnFrom(this.session, thread, trace);
    this.count(trace);
    this.log.decision(trace);
    const saved = this.save(trace).finally(() => this.writing.delete(saved));
    this.writing.add(saved);
  }

  /** Resolves once all traces so far are in the store, or have failed. */
  async settled(): Promise<void> {
    await Promise.all(this.writing);
  }

  /** Appends what became of an answer. */
  outcome(trace: Pick<Trace, 'id' | 'startedAt'>, kind: OutcomeKind, data?: Outcome['data']): void {
    const outcome: Outcome = { kind, atMs: Date.now() - trace.startedAt, ...(data !== undefined && { data }) };
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
      await (await this.store()).save(this.strip(trace));
      this.changed(trace);
    } catch (error) {
      this.failed(error);
    }
  }

  /** One notice for one cause: the task itself was answered all the same. */
  private failed(error: unknown): void {
    if (this.saveFailed) return;
    this.saveFailed = true;
    this.log.warn(`Traces cannot be saved: ${error instanceof Error ? error.message : String(error)}`);
  }
}
