// What a fault is: a way to answer wrongly (or oddly, but rightly), and the verdict that it deserves.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Payload } from './payload';

export type FaultProtocol = 'openai-chat' | 'openai-completions' | 'anthropic';
export const protocols: readonly FaultProtocol[] = ['openai-chat', 'openai-completions', 'anthropic'];

export type FaultVerdict =
  | 'ok'
  | 'truncated'
  | 'refused'
  | 'filtered'
  | 'rate-limited'
  | 'quota'
  | 'auth'
  | 'unknown-model'
  | 'too-large'
  | 'overloaded'
  | 'network'
  | 'tls'
  | 'timeout'
  | 'bad-response';

export interface Scene {
  readonly protocol: FaultProtocol;
  readonly stream: boolean;
  readonly payload: Payload;
  readonly req: IncomingMessage;
  readonly res: ServerResponse;
  /** How often this address was asked before, from 0. */
  readonly attempt: number;
  /** Deterministic numbers from 0 to 1. */
  readonly random: () => number;
  /** An origin that must never be reached. */
  readonly sinkUrl: string;
  /** Calls again and again, in milliseconds, until the socket closes. */
  readonly every: (ms: number, call: () => void) => void;
}

export interface Fault {
  readonly id: string;
  readonly verdict: FaultVerdict | ((protocol: FaultProtocol, stream: boolean) => FaultVerdict);
  /** For a timeout: the limit by which it must come. The whole one by default. */
  readonly by?: 'headers' | 'idle';
  /** Where it is spoken: over HTTP by default. */
  readonly place?:
    'http' | 'raw' | 'tls-self-signed' | 'tls-expired' | 'tls-wrong-host' | 'tls-on-plain' | 'closed-port';
  readonly answer?: (scene: Scene) => void;
  /** For `raw`: what the socket says to whatever it hears. Null hangs up at once. */
  readonly bytes?: string | null;
}

export function verdictOf(fault: Fault, protocol: FaultProtocol, stream: boolean): FaultVerdict {
  return typeof fault.verdict === 'function' ? fault.verdict(protocol, stream) : fault.verdict;
}
