// What the user reads when the local model fails: one sentence each, and what to do.
import { ModelError } from '../core/modelError';
import type { ChildFault } from './protocol';

const MEMORY =
  'The local model needs more memory than this machine has free: choose a smaller model, or close something large.';

/** `detail` is the engine's own wording: it becomes the cause, never the sentence. */
export function faultError(fault: ChildFault, detail: string): ModelError {
  switch (fault) {
    case 'memory':
      return new ModelError('engine', { sentence: MEMORY, cause: detail });
    case 'file':
      return new ModelError('engine', {
        sentence: 'The local model could not be loaded from its file: download it again, or choose another file.',
        cause: detail,
      });
    case 'engine':
      return new ModelError('engine', {
        sentence: 'The local model’s engine failed: the log has its message; asking again starts it anew.',
        retryable: true,
        cause: detail,
      });
    case 'too-large':
      return new ModelError('too-large', {
        sentence:
          'This is more text than the local model can take at once: select less, or use a model with a larger window.',
        cause: detail,
      });
    case 'unsupported':
      return new ModelError('engine', {
        sentence: 'The local model is a base model, which only continues text: choose an instruct model for this.',
        cause: detail,
      });
  }
}

/** The child ended without saying why. A kill from outside is, on most machines, the kernel's answer to missing memory. */
export function processGone(code: number | null, signal: string | null, cause: unknown): ModelError {
  const sentence =
    signal === 'SIGKILL'
      ? 'The local model’s process was killed, most likely for want of memory: ask again, or choose a smaller model.'
      : 'The local model’s process stopped unexpectedly: ask again, and it is started anew.';
  return new ModelError('engine', { sentence, retryable: true, cause: { code, signal, cause } });
}

export function processUnstable(waitMs: number): ModelError {
  const seconds = Math.ceil(waitMs / 1000);
  return new ModelError('engine', {
    sentence: `The local model’s process stopped several times in a row: Weir tries it again in ${seconds} s.`,
    retryable: true,
    retryAfterMs: waitMs,
  });
}

export function cancelled(): ModelError {
  return new ModelError('cancelled', { sentence: 'Cancelled.' });
}
