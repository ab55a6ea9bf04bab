// The closed set of ways a model call can fail, and the one sentence that the user reads for each.

export type ModelErrorKind =
  | 'not-configured'
  | 'not-allowed'
  | 'auth'
  | 'quota'
  | 'rate-limited'
  | 'unknown-model'
  | 'too-large'
  | 'overloaded'
  | 'network'
  | 'tls'
  | 'timeout'
  | 'bad-response'
  | 'truncated'
  | 'redaction'
  | 'engine'
  | 'budget'
  | 'cancelled';

export interface ModelErrorDetails {
  /** Says what happened and what to do, for the user; no raw JSON, no key. */
  readonly sentence: string;
  readonly retryable?: boolean;
  /** Milliseconds the server asked to wait. */
  readonly retryAfterMs?: number;
  readonly status?: number;
  readonly cause?: unknown;
}

export class ModelError extends Error {
  readonly retryable: boolean;
  readonly retryAfterMs: number | undefined;
  readonly status: number | undefined;

  constructor(
    readonly kind: ModelErrorKind,
    details: ModelErrorDetails,
  ) {
    super(details.sentence, { cause: details.cause });
    this.name = 'ModelError';
    this.retryable = details.retryable ?? false;
    this.retryAfterMs = details.retryAfterMs;
    this.status = details.status;
  }

  get sentence(): string {
    return this.message;
  }
}

/** Cancellation travels as a ModelError so that one `catch` sees it, but it is not a failure and is never shown. */
export function isCancelled(error: unknown): boolean {
  return error instanceof ModelError && error.kind === 'cancelled';
}
