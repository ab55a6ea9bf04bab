// One model file's child process, seen from the host: started at the first request, ended after idleness, started again
// after a crash. Knows nothing of prompts; turns whatever happens to the child into a ModelError.
import { ModelError } from '../core/modelError';
import { cancelled, faultError, processGone, processUnstable } from './faultSentences';
import type { ChildMessage, HostMessage } from './protocol';

/** A running child, as far as it matters here. */
export interface Child {
  readonly pid: number | undefined;
  send(message: HostMessage): void;
  kill(): void;
}

export interface ChildEvents {
  message(message: ChildMessage): void;
  /** Once. `lastWords`: the end of what the child wrote to its error output. */
  exit(code: number | null, signal: string | null, lastWords: string): void;
}

export interface ModelProcessOptions {
  readonly spawn: (events: ChildEvents) => Child;
  readonly now: () => number;
  /** Runs `action` after that many milliseconds; the result cancels it. */
  readonly after: (ms: number, action: () => void) => () => void;
  readonly idleMs: number;
  readonly loadLimitMs: number;
}

export type AnswerMessage = Extract<ChildMessage, { type: 'text' | 'finish' }>;

interface Listener {
  next(message: AnswerMessage): void;
  fail(error: ModelError): void;
}

const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 60_000;
/** A child that ran this long after its start did not crash because of its start. */
const STABLE_MS = 60_000;

export class ModelProcess {
  private child: Child | null = null;
  private startedAt = 0;
  private crashes = 0;
  private notBefore = 0;
  private nextId = 1;
  private readonly listeners = new Map<number, Listener>();
  private stopIdle: (() => void) | null = null;
  private stopLoading: (() => void) | null = null;

  constructor(private readonly options: ModelProcessOptions) {}

  /** Of the child that runs now; undefined where none does. */
  get pid(): number | undefined {
    return this.child?.pid;
  }

  /** Sends one request; the result cancels it. Exactly one of a `finish` message and `fail` ends it, if it is not cancelled. */
  request(body: string, listener: Listener): () => void {
    const id = this.nextId++;
    try {
      const child = this.child ?? this.start();
      this.stopIdle?.();
      this.listeners.set(id, listener);
      child.send({ type: 'generate', id, body });
    } catch (error) {
      this.listeners.delete(id);
      listener.fail(error instanceof ModelError ? error : processGone(null, null, error));
    }
    return () => {
      if (!this.listeners.delete(id)) return;
      this.child?.send({ type: 'cancel', id });
      this.rest();
    };
  }

  /** Ends the child and every request that it still had. */
  dispose(): void {
    this.leave()?.kill();
    this.failAll(cancelled());
  }

  private start(): Child {
    const wait = this.notBefore - this.options.now();
    if (wait > 0) throw processUnstable(wait);
    this.startedAt = this.options.now();
    const child: Child = this.options.spawn({
      message: (message) => this.child === child && this.receive(message),
      exit: (code, signal, lastWords) => this.child === child && this.crashed(processGone(code, signal, lastWords)),
    });
    this.child = child;
    this.stopLoading = this.options.after(this.options.loadLimitMs, () => {
      child.kill();
      this.crashed(faultError('engine', 'the model did not load in time'));
    });
    return child;
  }

  private receive(message: ChildMessage): void {
    switch (message.type) {
      case 'ready':
        this.stopLoading?.();
        return;
      case 'refused':
        this.crashed(faultError(message.fault, message.detail));
        return;
      case 'cancelled':
        return;
      case 'text':
        this.listeners.get(message.id)?.next(message);
        return;
      case 'finish': {
        const listener = this.release(message.id);
        listener?.next(message);
        return;
      }
      case 'error':
        this.release(message.id)?.fail(faultError(message.fault, message.detail));
    }
  }

  private release(id: number): Listener | undefined {
    const listener = this.listeners.get(id);
    this.listeners.delete(id);
    this.rest();
    return listener;
  }

  /** Starts the idle clock where nothing is asked any more. */
  private rest(): void {
    if (this.listeners.size > 0 || !this.child) return;
    this.stopIdle?.();
    this.stopIdle = this.options.after(this.options.idleMs, () => this.leave()?.kill());
  }

  private crashed(error: ModelError): void {
    const stable = this.options.now() - this.startedAt > STABLE_MS;
    this.crashes = stable ? 1 : this.crashes + 1;
    // The first crash costs no pause: the next request starts the child again.
    const pause = this.crashes === 1 ? 0 : Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (this.crashes - 2));
    this.notBefore = this.options.now() + pause;
    this.leave();
    this.failAll(error);
  }

  /** Forgets the child: whatever it still says is not heard. */
  private leave(): Child | null {
    const child = this.child;
    this.child = null;
    this.stopIdle?.();
    this.stopLoading?.();
    this.stopIdle = this.stopLoading = null;
    return child;
  }

  private failAll(error: ModelError): void {
    const failed = [...this.listeners.values()];
    this.listeners.clear();
    for (const listener of failed) listener.fail(error);
  }
}
