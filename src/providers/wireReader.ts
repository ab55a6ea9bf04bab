// What the reader of a wire protocol does: turns events or a whole answer into text, and knows when the answer is complete.
import type { ToolCall } from '../core/toolUse';
import type { FinishReason, TokenLogprob, Usage } from '../core/model';

export interface Piece {
  readonly text: string;
  readonly tokens?: readonly TokenLogprob[];
}

export type Progress =
  /** More must come. */
  | 'open'
  /** The server named a finish reason; usage may still come. */
  | 'finished'
  /** Nothing more will come. */
  | 'done';

export interface Answer {
  readonly reason: FinishReason;
  /** Null where the server did not say. */
  readonly usage: Usage | null;
  readonly responseModel: string | null;
  /** The state of the server, where it names one. */
  readonly fingerprint?: string | undefined;
  readonly toolCalls: readonly ToolCall[];
}

export interface WireReader {
  readonly progress: Progress;
  /** True for an event that shows that the server is at work on the answer, false for a ping. @throws {ModelError} */
  event(name: string, data: string, pieces: Piece[]): boolean;
  /** A whole answer, parsed. @throws {ModelError} */
  whole(value: unknown, pieces: Piece[]): void;
  answer(): Answer;
}
