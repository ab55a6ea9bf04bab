// What went wrong in two or three words, for where a sentence has no room. The sentence stands beside it.
import type { ModelErrorKind } from '../core/modelError';

export const failureWords: Readonly<Record<ModelErrorKind, string>> = {
  'not-configured': 'no model set up',
  'not-allowed': 'not allowed',
  auth: 'key refused',
  quota: 'no credit left',
  'rate-limited': 'too many requests',
  'unknown-model': 'unknown model',
  'too-large': 'prompt too long',
  overloaded: 'server overloaded',
  network: 'no connection',
  tls: 'certificate not trusted',
  timeout: 'no answer in time',
  'bad-response': 'answer not understood',
  truncated: 'answer broke off',
  redaction: 'not checked for secrets',
  engine: 'embedded model',
  budget: 'over budget',
  cancelled: 'stopped',
};
