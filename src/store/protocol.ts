// What the store's two threads say to each other. Types only.
import type { Calibrator } from './calibrator';
import type { Charges } from './charges';
import type { TraceDatabase } from './traceDatabase';

type TraceCalls = Pick<
  TraceDatabase,
  'begin' | 'save' | 'addOutcome' | 'list' | 'get' | 'count' | 'spent' | 'retain' | 'deleteAll' | 'close'
>;
export type CalibrationCalls = Pick<Calibrator, 'look' | 'facts' | 'adopt' | 'audit'>;
export type BudgetCalls = Pick<Charges, 'reserve' | 'settle' | 'agree' | 'sums'>;
type Calls = TraceCalls & CalibrationCalls & BudgetCalls;

export type StoreCall = keyof Calls;
export type StoreArguments<C extends StoreCall> = Parameters<Calls[C]>;
export type StoreResult<C extends StoreCall> = ReturnType<Calls[C]>;

export type StoreRequest = {
  [C in StoreCall]: { readonly id: number; readonly call: C; readonly args: StoreArguments<C> };
}[StoreCall];

export type StoreReply =
  | { readonly type: 'result'; readonly id: number; readonly value: unknown }
  | { readonly type: 'failure'; readonly id: number; readonly sentence: string }
  | { readonly type: 'notice'; readonly sentence: string };

export interface StoreWorkerData {
  readonly file: string;
  /** Names the window that the worker belongs to. */
  readonly window: string;
}
