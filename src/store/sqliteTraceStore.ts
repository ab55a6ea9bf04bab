// The TraceStore that the extension uses: passes each call to the worker thread and survives its death once.
import { randomUUID } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import type { SpentRow } from '../core/cost/spendHistory';
import type { Outcome, Trace } from '../core/trace';
import type { TraceQuery, TraceStore, TraceSummary } from '../core/traceStore';
import type {
  BudgetCalls,
  CalibrationCalls,
  StoreArguments,
  StoreCall,
  StoreReply,
  StoreRequest,
  StoreResult,
  StoreWorkerData,
} from './protocol';

export interface TraceStoreOptions {
  /** The database file; its folder is made where it is missing. */
  readonly file: string;
  /** The bundled `worker.ts`. */
  readonly workerFile: string;
  /** Gets one sentence for each notice: a damaged file, a worker that died. */
  readonly log: (sentence: string) => void;
}

interface Pending {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** The calls of an object, each over to the worker. */
type Asked<T> = {
  [K in keyof T]: T[K] extends (...args: infer A) => infer R ? (...args: A) => Promise<R> : never;
};

/** Everything the worker can be asked. */
export interface WeirStore extends TraceStore {
  /** False where traces are kept until the window closes, and no longer. */
  readonly lasting: boolean;
  /** Null where nothing is kept that could be learned from. */
  readonly calibration: Asked<CalibrationCalls> | null;
  readonly budget: Asked<BudgetCalls>;
}

/** Starts nothing and reads nothing until the first call. Every call rejects with an Error in one sentence. */
export function openTraceStore(options: TraceStoreOptions): WeirStore {
  return new SqliteTraceStore(options);
}

class SqliteTraceStore implements WeirStore {
  readonly lasting = true;
  private worker: Worker | null = null;
  private readonly pending = new Map<number, Pending>();
  private nextId = 1;
  private deaths = 0;
  private closed = false;
  private readonly window = randomUUID();

  readonly calibration: Asked<CalibrationCalls> = {
    look: (...args) => this.ask('look', ...args),
    facts: (...args) => this.ask('facts', ...args),
    adopt: (...args) => this.ask('adopt', ...args),
    audit: (...args) => this.ask('audit', ...args),
  };
  readonly budget: Asked<BudgetCalls> = {
    reserve: (...args) => this.ask('reserve', ...args),
    settle: (...args) => this.ask('settle', ...args),
    agree: (...args) => this.ask('agree', ...args),
    sums: (...args) => this.ask('sums', ...args),
  };

  constructor(private readonly options: TraceStoreOptions) {}

  begin(trace: Trace): Promise<void> {
    return this.ask('begin', trace);
  }

  save(trace: Trace): Promise<void> {
    return this.ask('save', trace);
  }

  addOutcome(id: string, outcome: Outcome): Promise<void> {
    return this.ask('addOutcome', id, outcome);
  }

  list(query: TraceQuery): Promise<readonly TraceSummary[]> {
    return this.ask('list', query);
  }

  get(id: string): Promise<Trace | null> {
    return this.ask('get', id);
  }

  count(): Promise<number> {
    return this.ask('count');
  }

  spent(since: number): Promise<readonly SpentRow[]> {
    return this.ask('spent', since);
  }

  retain(days: number, now: number, maxBytes?: number): Promise<number> {
    return this.ask('retain', days, now, maxBytes);
  }

  deleteAll(): Promise<void> {
    return this.ask('deleteAll');
  }

  async close(): Promise<void> {
    if (this.closed) return;
    const closing = this.worker === null ? null : this.ask('close');
    this.closed = true;
    await closing;
  }

  private async ask<C extends StoreCall>(call: C, ...args: StoreArguments<C>): Promise<StoreResult<C>> {
    if (this.closed) throw new Error('The trace store is closed.');
    if (this.deaths > 1) throw new Error('The trace store stopped twice: reload the window to start it again.');
    this.worker ??= this.start();
    const id = this.nextId++;
    // Before the promise is registered: what cannot be cloned throws here.
    this.worker.postMessage({ id, call, args } as StoreRequest);
    const value = await new Promise<unknown>((resolve, reject) => this.pending.set(id, { resolve, reject }));
    return value as StoreResult<C>;
  }

  private start(): Worker {
    const workerData: StoreWorkerData = { file: this.options.file, window: this.window };
    const worker = new Worker(this.options.workerFile, { workerData, name: 'weir-store' });
    let why = 'its thread ended';
    worker.on('message', (reply: StoreReply) => this.receive(reply));
    worker.on('error', (error) => (why = error instanceof Error ? error.message : String(error)));
    worker.on('exit', () => this.died(why));
    return worker;
  }

  private receive(reply: StoreReply): void {
    if (reply.type === 'notice') return this.options.log(reply.sentence);
    const pending = this.pending.get(reply.id);
    this.pending.delete(reply.id);
    if (reply.type === 'result') pending?.resolve(reply.value);
    else pending?.reject(new Error(reply.sentence));
  }

  private died(why: string): void {
    this.worker = null;
    if (this.closed && this.pending.size === 0) return;
    this.deaths++;
    this.options.log(
      `The trace store stopped: ${why}. ${this.deaths > 1 ? 'It stays off' : 'It starts again when next used'}.`,
    );
    for (const { reject } of this.pending.values())
      reject(new Error(`The trace store stopped before it answered: ${why}.`));
    this.pending.clear();
  }
}
