// What the completion engine tells, on its way to the status bar, the log and the trace store.
import type { EngineListener } from '../core/completion/ask';
import type { MemoryPlace } from '../core/completion/memory';
import type { ModelError } from '../core/modelError';
import type { Reason } from '../core/task';
import type { Trace } from '../core/trace';
import { tellingReason } from '../shared/headline';
import { wordReason } from '../shared/reasonTexts';
import { shownAttempt } from '../shared/traceLine';
import type { Log } from './log';
import type { Recorder } from './recorder';
import type { StatusBar } from './statusBar';

const sameFailureMs = 60_000;

export interface ListenerParts {
  readonly status: Pick<StatusBar, 'current' | 'show'>;
  readonly recorder: Recorder;
  readonly log: Log;
  /** Shows what went wrong. */
  readonly onFailure: (error: ModelError) => void;
  /** An answer is there that nobody waits for any more. */
  readonly late: (place: MemoryPlace) => void;
  /** A finished task shows nothing. */
  readonly silent: (why: Reason, path: string) => void;
}

export function completionListener({ status, recorder, log, late, silent, onFailure }: ListenerParts): EngineListener {
  const failures = new Map<string, number>();
  const warned = new Set<string>();
  /** Models whose server asked to wait the last time that it was heard of. */
  const limited = new Set<string>();

  /** One record for one cause in a minute: a server that is down is no decision at every key. */
  const isNews = ({ kind }: ModelError): boolean => {
    const now = Date.now();
    const last = failures.get(kind);
    if (last !== undefined && now - last < sameFailureMs) return false;
    failures.set(kind, now);
    return true;
  };

  const hear = ({ attempts }: Trace): void => {
    for (const { model, error } of attempts) {
      if (error?.kind === 'rate-limited') limited.add(model);
      else if (error === null) limited.delete(model);
    }
  };

  return {
    asking: (tier, model, why, manual) => {
      // It is refused again, mostly by the breaker here: the countdown would flicker at every key.
      if (status.current.kind === 'limited' && limited.has(model)) return;
      if (manual || tier === 'strong') status.show({ kind: 'asking', tier, model, why: tellingReason(why) });
    },
    // The item goes back to the editor first: words, log and store can wait a turn.
    finished: (trace, background) =>
      void setTimeout(() => {
        recorder.record(trace, trace.path);
        hear(trace);
        sayOnce(trace, warned, log);
        if (background) return;
        const state = recorder.answeredState(trace, shownAttempt(trace));
        status.show(state);
        if (state.kind === 'silent') silent(state.why, trace.path);
      }),
    failed: (trace, error, background) => {
      if (isNews(error)) recorder.record(trace, trace.path);
      hear(trace);
      if (!background) onFailure(error);
      if (!background) silent({ rule: 'no-answer.error', weight: 1, data: { sentence: error.sentence } }, trace.path);
    },
    answered: (trace) => recorder.record(trace, trace.path),
    late,
  };
}

/** What the user can mend is said once for each model, not with every answer. */
function sayOnce(trace: Trace, warned: Set<string>, log: Log): void {
  for (const reason of trace.reasons) {
    const words = wordReason(reason);
    if (reason.rule !== 'fim-unknown' || warned.has(words)) continue;
    warned.add(words);
    log.warn(words);
  }
}
