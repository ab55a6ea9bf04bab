// The SyntaxPort that the extension uses: passes each call to the worker thread, and answers null where that fails or hangs.
import { Worker } from 'node:worker_threads';
import type { SyntaxPort } from '../core/syntaxPort';
import { fitWindow } from './fitWindow';
import type { CallRequest, CallResult, SyntaxCall, SyntaxMessage, SyntaxReply, SyntaxWorkerData } from './messages';
import { movedDown, windowed } from './window';

/** Beside the parser's own memory. What goes beyond ends the worker, not the editor. */
const resourceLimits = { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 16 };

export interface SyntaxServiceOptions {
  /** The bundled `worker.ts`. */
  readonly workerFile: string;
  /** Where the build put `<name>.wasm` and `<name>.scm`. */
  readonly grammarFolder: string;
  /** Gets one sentence for each notice: a grammar that does not load, a worker that died. */
  readonly log: (sentence: string) => void;
}

/** A worker that is silent for so long while it is asked something hangs: budgets end every parse long before. Milliseconds. */
const silence = 5000;
/** After so many deaths in so many milliseconds the parser stays off until they are past. */
const mostDeaths = 5;
const deathsCountFor = 600_000;

/** Starts nothing and reads nothing until the first call. No call rejects. */
export function createSyntaxService(options: SyntaxServiceOptions): SyntaxPort & { dispose(): void } {
  return new SyntaxService(options);
}

class SyntaxService implements SyntaxPort {
  #worker: Worker | null = null;
  readonly #pending = new Map<number, (value: CallResult<SyntaxCall>) => void>();
  #nextId = 1;
  #deaths: readonly number[] = [];
  #disposed = false;
  #watch: NodeJS.Timeout | null = null;

  constructor(private readonly options: SyntaxServiceOptions) {}

  // Cut here already, so that megabytes do not cross to the worker with every keystroke.
  async facts(whole: CallRequest<'facts'>): Promise<CallResult<'facts'>> {
    const { request, linesBefore } = windowed(whole);
    const facts = await this.#ask('facts', request);
    return facts === null ? null : movedDown(facts, linesBefore);
  }

  fit(request: CallRequest<'fit'>): Promise<CallResult<'fit'>> {
    return this.#ask('fit', { ...request, ...fitWindow(request.prefix, request.suffix) });
  }

  scopes(request: CallRequest<'scopes'>): Promise<CallResult<'scopes'>> {
    const { text } = windowed({ ...request, document: '', offset: 0 }).request;
    return this.#ask('scopes', { ...request, text });
  }

  dispose(): void {
    this.#disposed = true;
    this.#drop();
  }

  async #ask<C extends SyntaxCall>(call: C, request: CallRequest<C>): Promise<CallResult<C>> {
    const value = await new Promise<CallResult<SyntaxCall>>((resolve) => {
      if (this.#disposed || this.#diesTooOften()) return resolve(null);
      const id = this.#nextId++;
      this.#worker ??= this.#start();
      this.#pending.set(id, resolve);
      this.#worker.postMessage({ id, call, request } as SyntaxMessage);
      this.#watch ??= this.#watchSilence();
    });
    return value as CallResult<C>;
  }

  #start(): Worker {
    const workerData: SyntaxWorkerData = { grammarFolder: this.options.grammarFolder };
    const worker = new Worker(this.options.workerFile, { workerData, resourceLimits, name: 'weir-syntax' });
    worker.unref();
    let why = 'its thread ended';
    worker.on('message', (reply: SyntaxReply) => this.#receive(reply));
    worker.on('error', (error) => (why = error instanceof Error ? error.message : String(error)));
    worker.on('exit', () => {
      if (this.#worker === worker) this.#died(why);
    });
    return worker;
  }

  #receive({ id, value, problem }: SyntaxReply): void {
    if (problem !== undefined) this.options.log(problem);
    this.#pending.get(id)?.(value);
    this.#pending.delete(id);
    this.#stopWatch();
    if (this.#pending.size > 0) this.#watch = this.#watchSilence();
  }

  #died(why: string): void {
    this.#deaths = [...this.#deaths, performance.now()].slice(-mostDeaths);
    const next = this.#diesTooOften() ? 'It stays off for some minutes' : 'It starts again when next used';
    this.options.log(`The syntax worker stopped: ${why}. ${next}.`);
    this.#drop();
  }

  #diesTooOften(): boolean {
    return this.#deaths.length >= mostDeaths && (this.#deaths[0] ?? 0) > performance.now() - deathsCountFor;
  }

  #watchSilence(): NodeJS.Timeout {
    return setTimeout(() => this.#died(`no answer for ${silence / 1000} s`), silence).unref();
  }

  #stopWatch(): void {
    if (this.#watch !== null) clearTimeout(this.#watch);
    this.#watch = null;
  }

  /** Ends the worker and answers all that still waits for it. */
  #drop(): void {
    this.#stopWatch();
    const worker = this.#worker;
    this.#worker = null;
    for (const resolve of this.#pending.values()) resolve(null);
    this.#pending.clear();
    if (worker !== null) {
      worker
        .terminate()
        .catch((error: unknown) => this.options.log(`The syntax worker did not stop: ${String(error)}.`));
    }
  }
}
