// One request and its answer: the caller's signal, the time limits and the verdict in one place.
// The first failure wins; everything that the SDKs or `fetch` throw afterwards is only its echo.
import type { ModelError } from '../core/modelError';
import type { Clock } from './clock';
import { cancelled } from './modelErrors';

export class Exchange {
  private readonly controller = new AbortController();
  private readonly timers = new Map<string, () => void>();
  private readonly onCallerAbort = (): void => void this.fail(cancelled());
  private failure: ModelError | null = null;
  /** The body byte for byte as the socket carried it; null while nothing was sent. */
  sent: string | null = null;
  /** What the server said when it refused, for callers that can ask differently. Never shown. */
  refusal: { readonly status: number; readonly body: string } | null = null;

  constructor(
    private readonly caller: AbortSignal,
    readonly clock: Clock,
  ) {
    if (caller.aborted) this.fail(cancelled());
    else caller.addEventListener('abort', this.onCallerAbort, { once: true });
  }

  /** Aborted on cancel and on every failure: closes the socket. */
  get signal(): AbortSignal {
    return this.controller.signal;
  }

  get verdict(): ModelError | null {
    return this.failure;
  }

  /** Sets the verdict unless there is one, and closes the socket. Returns the verdict that stands. */
  fail(error: ModelError): ModelError {
    this.failure ??= error;
    this.controller.abort(this.failure);
    return this.failure;
  }

  /** Waits for something that cannot be cancelled, but not longer than the exchange lives. */
  async until<T>(promise: Promise<T>): Promise<T> {
    const aborted = new Promise<never>((_resolve, reject) => {
      const stop = (): void => reject(this.failure ?? cancelled());
      if (this.signal.aborted) stop();
      else this.signal.addEventListener('abort', stop, { once: true });
    });
    return Promise.race([promise, aborted]);
  }

  /** Starts or restarts a named limit. */
  arm(name: string, ms: number, error: () => ModelError): void {
    this.disarm(name);
    this.timers.set(
      name,
      this.clock.after(ms, () => this.fail(error())),
    );
  }

  disarm(name: string): void {
    this.timers.get(name)?.();
    this.timers.delete(name);
  }

  /** Ends the exchange whichever way it went: no timer, listener or socket is left. */
  close(): void {
    for (const cancel of this.timers.values()) cancel();
    this.timers.clear();
    this.caller.removeEventListener('abort', this.onCallerAbort);
    this.controller.abort();
  }
}
