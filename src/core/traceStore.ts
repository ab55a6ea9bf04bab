// What core and the views ask of the trace database. Implemented by store/ on node:sqlite in a worker.
import type { SpentRow } from './cost/spendHistory';
import type { Outcome, Shown, Trace, TraceEnd } from './trace';
import type { TaskKind, Tier } from './task';

export interface TraceQuery {
  readonly kinds?: readonly TaskKind[];
  readonly tiers?: readonly Tier[];
  readonly ends?: readonly TraceEnd[];
  readonly shown?: readonly Shown[];
  readonly languages?: readonly string[];
  readonly text?: string;
  /** Only answers that nobody has judged with a thumb yet. */
  readonly unjudged?: boolean;
  /** Only traces started before this (exclusive), epoch milliseconds: the next page. */
  readonly before?: number;
  /** With `before`: the last row's id, so that traces of the same millisecond are not skipped. */
  readonly beforeId?: string;
  /** 1 to 500. */
  readonly limit: number;
}

/** One row of the list: enough to draw it, no prompt or answer. */
export interface TraceSummary {
  readonly id: string;
  readonly startedAt: number;
  readonly totalMs: number;
  readonly kind: TaskKind;
  readonly languageId: string;
  readonly path: string;
  readonly tier: Tier | null;
  readonly model: string | null;
  readonly rule: string | null;
  readonly escalated: boolean;
  readonly pAcceptable: number | null;
  readonly threshold: number | null;
  readonly shown: Shown;
  readonly end: TraceEnd;
  readonly cost: number | null;
  readonly inputTokens: number;
  readonly cachedTokens: number;
  readonly outputTokens: number;
  readonly lastOutcome: string | null;
}

export interface TraceStore {
  /** Keeps an unfinished trace. It is listed once its window has ended without saving it. */
  begin(trace: Trace): Promise<void>;
  /** Resolves once the trace survives a crash. */
  save(trace: Trace): Promise<void>;
  addOutcome(id: string, outcome: Outcome): Promise<void>;
  list(query: TraceQuery): Promise<readonly TraceSummary[]>;
  get(id: string): Promise<Trace | null>;
  count(): Promise<number>;
  /** What the tasks since then have cost, by day, kind and tier. */
  spent(since: number): Promise<readonly SpentRow[]>;
  /**
   * Deletes what is older than the given age, then the oldest until the database is no larger than `maxBytes`.
   * Resolves to the number of traces deleted.
   */
  retain(days: number, now: number, maxBytes?: number): Promise<number>;
  deleteAll(): Promise<void>;
  close(): Promise<void>;
}
