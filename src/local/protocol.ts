// What the host and the model's child process say to each other. One child holds one model, so no message names one.
import type { FinishReason, TokenLogprob, Usage } from '../core/model';

export type HostMessage =
  /** `body` is the serialised core `Prompt`, exactly as it left the redaction. */
  | { readonly type: 'generate'; readonly id: number; readonly body: string }
  | { readonly type: 'cancel'; readonly id: number };

/** Why the child refuses: `memory` and `file` end the child, the others end one request. */
export type ChildFault = 'memory' | 'file' | 'engine' | 'too-large' | 'unsupported';

/** A piece of the answer and the tokens that begin in it. */
export interface Piece {
  readonly text: string;
  readonly tokens: readonly TokenLogprob[];
}

export type ChildMessage =
  | { readonly type: 'ready'; readonly contextSize: number; readonly gpu: string | null; readonly threads: number }
  | { readonly type: 'refused'; readonly fault: ChildFault; readonly detail: string }
  | ({ readonly type: 'text'; readonly id: number } & Piece)
  | { readonly type: 'finish'; readonly id: number; readonly reason: FinishReason; readonly usage: Usage }
  | { readonly type: 'error'; readonly id: number; readonly fault: ChildFault; readonly detail: string }
  /** The model is free again after a cancelled request. */
  | { readonly type: 'cancelled'; readonly id: number };

export class LocalFault extends Error {
  constructor(
    readonly fault: ChildFault,
    message: string,
  ) {
    super(message);
    this.name = 'LocalFault';
  }
}

/** The message if it is one of the host's, else null: a child shares its channel with whatever a debugger may send. */
export function asHostMessage(value: unknown): HostMessage | null {
  if (typeof value !== 'object' || value === null || !('type' in value) || !('id' in value)) return null;
  if (typeof value.id !== 'number') return null;
  if (value.type === 'cancel') return { type: 'cancel', id: value.id };
  if (value.type !== 'generate' || !('body' in value) || typeof value.body !== 'string') return null;
  return { type: 'generate', id: value.id, body: value.body };
}
