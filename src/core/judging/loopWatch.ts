// Stops a stream of prose that has begun to go round in circles: what follows would only cost time, and the judge's veto is sure.
import type { EarlyStop } from '../attempt';
import { loopSignal } from './signals/loop';

/** Looked at after every so many characters. */
const every = 200;
/** Share of repeated word windows at which the veto is beyond doubt. */
const surely = 0.4;

export function createLoopWatch(): EarlyStop {
  let text = '';
  let next = every;
  return {
    push(chunk) {
      text += chunk;
      if (text.length < next) return false;
      next = text.length + every;
      return (loopSignal(text)['text.loop'] ?? 0) > surely;
    },
    text: () => text,
  };
}
