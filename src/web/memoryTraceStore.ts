// The TraceStore where there is no SQLite: in the web extension host. Keeps the last traces until the window closes.
import { answerTokens, strongDollars, type SpentRow } from '../core/cost/spendHistory';
import type { Outcome, Trace } from '../core/trace';
import type { TraceQuery, TraceSummary } from '../core/traceStore';
import type { openTraceStore as original, WeirStore } from '../store/sqliteTraceStore';
import { searchText, summarise } from '../store/summarise';
import { MemoryBook } from './memoryBook';

const most = 2_000;

export const openTraceStore: typeof original = () => new MemoryTraceStore();

class MemoryTraceStore implements WeirStore {
  readonly lasting = false;
  /** What is forgotten with the window cannot be learned from. */
  readonly calibration = null;
  readonly budget = new MemoryBook();
  private traces = new Map<string, Trace>();
  /** Outcomes may come before their trace. */
  private readonly outcomes = new Map<string, Outcome[]>();

  /** Nothing outlives the window that was interrupted. */
  begin(): Promise<void> {
    return Promise.resolve();
  }

  save(trace: Trace): Promise<void> {
    this.traces.set(trace.id, trace);
    for (const id of this.traces.keys()) {
      if (this.traces.size <= most) break;
      this.traces.delete(id);
      this.outcomes.delete(id);
    }
    return Promise.resolve();
  }

  addOutcome(id: string, outcome: Outcome): Promise<void> {
    this.outcomes.set(id, [...(this.outcomes.get(id) ?? []), outcome]);
    return Promise.resolve();
  }

  list(query: TraceQuery): Promise<readonly TraceSummary[]> {
    const found = [...this.traces.values()]
      .map((trace) => this.whole(trace))
      .filter((trace) => fits(trace, query))
      .sort((one, other) => other.startedAt - one.startedAt || (other.id < one.id ? -1 : 1));
    return Promise.resolve(
      found
        .slice(0, query.limit)
        .map((trace) => ({ ...summarise(trace), lastOutcome: trace.outcomes.at(-1)?.kind ?? null })),
    );
  }

  get(id: string): Promise<Trace | null> {
    const trace = this.traces.get(id);
    return Promise.resolve(trace === undefined ? null : this.whole(trace));
  }

  count(): Promise<number> {
    return Promise.resolve(this.traces.size);
  }

  spent(since: number): Promise<readonly SpentRow[]> {
    const rows = [...this.traces.values()].filter(({ startedAt }) => startedAt >= since).flatMap(spentRow);
    return Promise.resolve(rows);
  }

  retain(): Promise<number> {
    return Promise.resolve(0);
  }

  deleteAll(): Promise<void> {
    this.traces = new Map();
    this.outcomes.clear();
    return Promise.resolve();
  }

  close(): Promise<void> {
    return this.deleteAll();
  }

  private whole(trace: Trace): Trace {
    const late = this.outcomes.get(trace.id) ?? [];
    return { ...trace, outcomes: [...trace.outcomes, ...late].sort((one, other) => one.atMs - other.atMs) };
  }
}

function fits(trace: Trace, query: TraceQuery): boolean {
  const among = <T>(wanted: readonly T[] | undefined, value: T): boolean =>
    wanted === undefined || wanted.length === 0 || wanted.includes(value);
  const { tier } = summarise(trace);
  const judged = trace.outcomes.some(({ kind }) => kind === 'thumb-up' || kind === 'thumb-down');
  return (
    among(query.kinds, trace.kind) &&
    (tier === null ? (query.tiers?.length ?? 0) === 0 : among(query.tiers, tier)) &&
    among(query.ends, trace.end) &&
    among(query.shown, trace.shown) &&
    among(query.languages, trace.languageId) &&
    (query.unjudged !== true || !judged) &&
    isBefore(trace, query) &&
    (query.text === undefined || searchText(trace).includes(query.text.toLowerCase()))
  );
}

/** Traces of one millisecond are told apart by their id. */
function isBefore({ startedAt, id }: Trace, { before, beforeId }: TraceQuery): boolean {
  if (before === undefined) return true;
  return startedAt < before || (startedAt === before && beforeId !== undefined && id < beforeId);
}

function spentRow(trace: Trace): SpentRow[] {
  const { tier, cost, kind, inputTokens, outputTokens } = summarise(trace);
  if (tier === null || inputTokens + outputTokens === 0) return [];
  const date = new Date(trace.startedAt);
  const two = (value: number): string => String(value).padStart(2, '0');
  const priced = cost !== null;
  return [
    {
      day: `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`,
      kind,
      tier,
      tasks: 1,
      dollars: cost ?? 0,
      unpriced: Number(!priced),
      strongDollars: priced && tier === 'strong' ? strongDollars(trace) : 0,
      ...{ input: 0, cached: 0, output: 0, ...(priced && answerTokens(trace)) },
    },
  ];
}
