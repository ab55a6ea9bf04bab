// Every failure of a call as a ModelError with one sentence that says what to do. Statuses are read in statusErrors,
// socket failures in networkErrors; neither puts a server's raw words before the user.
import { ModelError } from '../core/modelError';
import type { Where } from './where';

export const cancelled = (): ModelError => new ModelError('cancelled', { sentence: 'Cancelled.' });

export function notAllowed(origin: string): ModelError {
  return new ModelError('not-allowed', {
    sentence: `Nothing was sent: ${origin} was not agreed to for this workspace. Allow it when Weir asks, or choose another model.`,
  });
}

export function wrongOrigin(wanted: string, expected: string): ModelError {
  return new ModelError('not-allowed', {
    sentence: `Nothing was sent: a request for ${expected} was about to go to ${wanted}. Check the base URL in the settings.`,
  });
}

export function redactionFailed(cause: unknown): ModelError {
  return new ModelError('redaction', {
    sentence: 'Nothing was sent: the text could not be checked for secrets. Try with a smaller selection.',
    cause,
  });
}

export function headersTimeout(where: Where, ms: number): ModelError {
  return new ModelError('timeout', {
    sentence: `${where.origin} did not answer within ${seconds(ms)}. Check that the server is running and reachable, then try again.`,
    retryable: true,
  });
}

export function idleTimeout(where: Where, ms: number): ModelError {
  return new ModelError('timeout', {
    sentence: `${where.origin} stopped answering for ${seconds(ms)}. Try again, or choose another model.`,
    retryable: true,
  });
}

export function wholeTimeout(where: Where, ms: number): ModelError {
  return new ModelError('timeout', {
    sentence: `${where.model} did not finish within ${seconds(ms)}. Ask for less at once, or choose a faster model.`,
  });
}

/** The answer ended before its end. Worth a retry only where nothing had arrived; the retry policy knows. */
export function truncated(where: Where, cause?: unknown): ModelError {
  return new ModelError('truncated', {
    sentence: `The connection to ${where.origin} ended in mid-answer. Ask again for a whole one.`,
    retryable: true,
    cause,
  });
}

export function badResponse(where: Where, what: string, cause?: unknown): ModelError {
  return new ModelError('bad-response', {
    sentence: `${where.origin} ${what}. Check that the base URL in the settings is that of a model server.`,
    cause,
  });
}

/** Status 407, from a plain proxy or from one that should have opened a tunnel. */
export function proxyRefused(where: Where, cause?: unknown): ModelError {
  return new ModelError('network', {
    sentence: `The proxy on the way to ${where.origin} wants a name and a password: put them into the editor's setting "http.proxy", then try again.`,
    cause,
  });
}

export function captivePortal(where: Where): ModelError {
  return badResponse(where, 'answered with a web page instead of a model (a sign-in page of the network, or a proxy)');
}

export function tooMuch(where: Where, what: string, bytes: number): ModelError {
  return badResponse(where, `sent ${what} of more than ${Math.round(bytes / 1024)} KB`);
}

export function redirected(where: Where, target: string): ModelError {
  return badResponse(where, `redirects to ${target}, which Weir does not follow: put that address into the settings`);
}

export function cannot(where: Where, what: string): ModelError {
  return new ModelError('not-configured', {
    sentence: `${where.model} cannot ${what}. Choose another model for this tier in the settings.`,
  });
}

function seconds(ms: number): string {
  return `${Math.round(ms / 1000)} s`;
}
