// What the syntax worker and its host say to each other. Types only.
import type { SyntaxPort } from '../core/syntaxPort';

export type SyntaxCall = keyof SyntaxPort;
export type CallRequest<C extends SyntaxCall> = Parameters<SyntaxPort[C]>[0];
export type CallResult<C extends SyntaxCall> = Awaited<ReturnType<SyntaxPort[C]>>;

export type SyntaxMessage = {
  [C in SyntaxCall]: { readonly id: number; readonly call: C; readonly request: CallRequest<C> };
}[SyntaxCall];

/** `problem`: one sentence for the log on why the value is null. */
export interface SyntaxReply {
  readonly id: number;
  readonly value: CallResult<SyntaxCall>;
  readonly problem?: string;
}

export interface SyntaxWorkerData {
  /** Holds `<name>.wasm` and `<name>.scm`. */
  readonly grammarFolder: string;
}
