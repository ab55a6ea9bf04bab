// How long and how much a server may answer. Milliseconds and bytes (after decompression).

export interface Limits {
  /** From the request to its response headers. `fetch` shows no connect phase, so this covers connecting. */
  readonly headersMs: number;
  /** Between two events that carry content; pings and comments do not count. */
  readonly idleMs: number;
  readonly wholeMs: number;
  /** How long to wait for usage once the server has named a finish reason. */
  readonly afterFinishMs: number;
  /** The longest `Retry-After` that is waited for. */
  readonly retryWaitMs: number;
  readonly redactMs: number;
  readonly bodyBytes: number;
  readonly eventBytes: number;
  readonly headerBytes: number;
  readonly errorBytes: number;
}

const remote: Limits = {
  headersMs: 30_000,
  idleMs: 30_000,
  wholeMs: 120_000,
  afterFinishMs: 1_000,
  retryWaitMs: 20_000,
  redactMs: 250,
  bodyBytes: 8 * 1024 * 1024,
  eventBytes: 1024 * 1024,
  headerBytes: 64 * 1024,
  errorBytes: 64 * 1024,
};

/** A model on this machine may first have to be read from disk, so its headers may take 120 s. */
export function limitsFor(local: boolean): Limits {
  return local ? { ...remote, headersMs: 120_000 } : remote;
}
