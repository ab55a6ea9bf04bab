// Keeps Weir from asking a server that is known to fail: a state for each origin and model. Pure but for the clock it is given.
// Three failures in 60 s open it; after 30 s one request may probe. A refused key or an empty account stays until `reset`.
import { ModelError, type ModelErrorKind } from '../core/modelError';

const failuresToOpen = 3;
const windowMs = 60_000;
const openMs = 30_000;

const counted: ReadonlySet<ModelErrorKind> = new Set([
  'rate-limited',
  'overloaded',
  'network',
  'tls',
  'timeout',
  'bad-response',
  'truncated',
]);
const lasting: ReadonlySet<ModelErrorKind> = new Set(['auth', 'quota']);

/** Says how an admitted request ended; only the first call counts. `null`: well. */
export type Settle = (error: ModelError | null) => void;

interface State {
  /** When the failures of the last 60 s happened. */
  failures: number[];
  openUntil: number | null;
  /** How long the server asked to be left alone: said where it is longer, since a probe before may be refused. */
  askedUntil: number;
  /** Of the last failure: what it is about is said until the breaker closes. */
  kind: ModelErrorKind;
  probing: boolean;
  stuck: ModelError | null;
}

export class Breaker {
  private readonly states = new Map<string, State>();

  /** `now`: milliseconds on any clock that does not go back. */
  constructor(private readonly now: () => number) {}

  /** Admits a request, or throws why not. @throws {ModelError} */
  admit(key: string): Settle {
    const state = this.stateOf(key);
    if (state.stuck !== null) throw state.stuck;
    const probe = state.openUntil !== null;
    if (state.openUntil !== null) {
      const waitMs = state.openUntil - this.now();
      if (waitMs > 0 || state.probing) {
        throw isOpen(key, state.kind, Math.max(0, waitMs, state.askedUntil - this.now()));
      }
      state.probing = true;
    }
    let settled = false;
    return (error) => {
      // A state that was reset in the meantime has nothing to learn from an older request.
      if (settled || this.states.get(key) !== state) return;
      settled = true;
      this.settle(state, probe, error);
    };
  }

  /** Something changed (a key, a setting, the network): everything may be asked again. */
  reset(key?: string): void {
    if (key === undefined) this.states.clear();
    else this.states.delete(key);
  }

  private settle(state: State, probe: boolean, error: ModelError | null): void {
    if (probe) state.probing = false;
    if (error === null) {
      if (probe || state.openUntil === null) Object.assign(state, { failures: [], openUntil: null, askedUntil: 0 });
      return;
    }
    if (lasting.has(error.kind)) state.stuck = error;
    if (!counted.has(error.kind)) return;
    const now = this.now();
    state.kind = error.kind;
    if (error.retryAfterMs !== undefined) state.askedUntil = now + error.retryAfterMs;
    state.failures = [...state.failures.filter((at) => now - at < windowMs), now];
    if (probe || (state.openUntil === null && state.failures.length >= failuresToOpen)) state.openUntil = now + openMs;
  }

  private stateOf(key: string): State {
    const known = this.states.get(key);
    if (known !== undefined) return known;
    const fresh: State = {
      failures: [],
      openUntil: null,
      askedUntil: 0,
      kind: 'overloaded',
      probing: false,
      stuck: null,
    };
    this.states.set(key, fresh);
    return fresh;
  }
}

function isOpen(key: string, kind: ModelErrorKind, waitMs: number): ModelError {
  return new ModelError(kind, {
    sentence: `${key} failed several times in a row and rests for a moment. Try again in ${Math.max(1, Math.ceil(waitMs / 1000))} s.`,
    retryable: true,
    retryAfterMs: waitMs,
  });
}
