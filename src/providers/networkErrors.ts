// Reads why a socket failed out of what `fetch` throws: its codes sit somewhere along the chain of causes.
import { ModelError } from '../core/modelError';
import { proxyRefused } from './modelErrors';
import type { Where } from './where';

const tlsCodes = new Set([
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'CERT_REVOKED',
  'CERT_UNTRUSTED',
  'CERT_SIGNATURE_FAILURE',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'HOSTNAME_MISMATCH',
  'EPROTO',
]);
const broken = new Set(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET', 'ECONNABORTED']);
const unconnected = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);
const undecodable = [
  'HTTPParserError',
  'HPE_',
  'UND_ERR_HEADERS_OVERFLOW',
  'UND_ERR_RES_CONTENT_LENGTH',
  'UND_ERR_RESPONSE',
  'Z_',
];

/** Codes (or names, where an error has no code) and messages along the chain of causes, outermost first. */
export function causes(error: unknown): { codes: string[]; message: string } {
  const codes: string[] = [];
  let message = '';
  let at = error;
  for (let depth = 0; depth < 8 && at instanceof Error; depth += 1) {
    codes.push('code' in at && typeof at.code === 'string' ? at.code : at.name);
    message += `${at.message}\n`;
    at = at instanceof AggregateError && at.cause === undefined ? at.errors[0] : at.cause;
  }
  return { codes, message };
}

/** True where the failure came before there was a connection that could carry a body. */
export function neverConnected(error: unknown): boolean {
  const { codes, message } = causes(error);
  // `fetch` refuses some ports by itself, with nothing but these words.
  return (
    isTls(error) ||
    message.includes('bad port') ||
    message.includes('Proxy response (') ||
    codes.some((code) => unconnected.has(code))
  );
}

function isTls(error: unknown): boolean {
  const { codes, message } = causes(error);
  const isTlsCode = (c: string): boolean => tlsCodes.has(c) || c.startsWith('ERR_TLS_') || c.startsWith('ERR_SSL_');
  return codes.some(isTlsCode) || message.includes('ERR_CERT_');
}

/** True where the bytes are there and cannot be what they say they are. */
export function isUndecodable(error: unknown): boolean {
  return causes(error).codes.some((code) => undecodable.some((prefix) => code.startsWith(prefix)));
}

export function networkError(error: unknown, where: Where): ModelError {
  const { codes, message } = causes(error);
  const has = (test: (code: string) => boolean): boolean => codes.some(test);
  if (isTls(error))
    return new ModelError('tls', {
      sentence: `The certificate of ${where.origin} could not be verified, so nothing was sent. If your company uses its own certificate authority, add it to the system's certificates.`,
      cause: error,
    });
  // Node's words, where a proxy would not open its tunnel: they have no code of their own.
  if (message.includes('Proxy response (407)')) return proxyRefused(where, error);
  if (isUndecodable(error))
    return new ModelError('bad-response', {
      sentence: `${where.origin} does not speak HTTP as it should. Check that the base URL in the settings is that of a model server.`,
      cause: error,
    });
  if (has((c) => c.endsWith('TIMEOUT') || c === 'ETIMEDOUT'))
    return new ModelError('timeout', {
      sentence: `${where.origin} did not answer in time. Check that the server is running and reachable, then try again.`,
      retryable: true,
      cause: error,
    });
  return new ModelError('network', {
    sentence: networkSentence(codes, where),
    // A connection that broke may have been an idle one that the server had closed; one that was refused is not there.
    retryable: has((c) => broken.has(c)),
    cause: error,
  });
}

function networkSentence(codes: readonly string[], where: Where): string {
  if (codes.includes('ECONNREFUSED') && where.local)
    return `No server answers at ${where.origin}. Start it (for example: ollama serve), or change the base URL in the settings.`;
  if (codes.includes('ECONNREFUSED'))
    return `${where.origin} refused the connection. Check the base URL in the settings and that the server is running.`;
  if (codes.includes('ENOTFOUND') || codes.includes('EAI_AGAIN'))
    return `The name in ${where.origin} could not be found. Check the network connection and the base URL in the settings.`;
  return `The connection to ${where.origin} failed. Check the network connection, then try again.`;
}
