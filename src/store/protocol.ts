// What the store's two threads say to each other. Types only.
import type { TraceDatabase } from './traceDatabase';

export type StoreCall = 'save' | 'addOutcome' | 'list' | 'get' | 'count' | 'spent' | 'retain' | 'deleteAll' | 'close';

export type StoreArguments<C extends StoreCall> = Parameters<TraceDatabase[C]>;
export type StoreResult<C extends StoreCall> = ReturnType<TraceDatabase[C]>;

export type StoreRequest = {
  [C in StoreCall]: { readonly id: number; readonly call: C; readonly args: StoreArguments<C> };
}[StoreCall];

export type StoreReply =
  | { readonly type: 'result'; readonly id: number; readonly value: unknown }
  | { readonly type: 'failure'; readonly id: number; readonly sentence: string }
  | { readonly type: 'notice'; readonly sentence: string };

export interface StoreWorkerData {
  readonly file: string;
}
