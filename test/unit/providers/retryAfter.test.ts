// R4: thirty forms in which servers say how long to wait.
import { expect, it } from 'vitest';
import { retryAfterMs } from '../../../src/providers/retryAfter';

const now = Date.parse('2026-01-01T00:00:00Z');
const read = (headers: Record<string, string>): number | undefined =>
  retryAfterMs((name) => headers[name] ?? null, now);

it.each<[string, Record<string, string>, number | undefined]>([
  ['nothing', {}, undefined],
  ['seconds', { 'retry-after': '5' }, 5000],
  ['zero', { 'retry-after': '0' }, 0],
  ['fractions', { 'retry-after': '1.5' }, 1500],
  ['padded', { 'retry-after': '  7 ' }, 7000],
  ['an hour', { 'retry-after': '3600' }, 3_600_000],
  ['HTTP date', { 'retry-after': 'Thu, 01 Jan 2026 00:00:30 GMT' }, 30_000],
  ['HTTP date in the past', { 'retry-after': 'Wed, 31 Dec 2025 23:00:00 GMT' }, 0],
  ['RFC 850 date', { 'retry-after': 'Thursday, 01-Jan-26 00:00:10 GMT' }, 10_000],
  ['asctime date', { 'retry-after': 'Thu Jan  1 00:00:10 2026 GMT' }, 10_000],
  ['ISO date', { 'retry-after': '2026-01-01T00:00:12Z' }, 12_000],
  ['duration', { 'retry-after': '20s' }, 20_000],
  ['negative', { 'retry-after': '-5' }, undefined],
  ['empty', { 'retry-after': '' }, undefined],
  ['a word', { 'retry-after': 'soon' }, undefined],
  ['not a number', { 'retry-after': 'NaN' }, undefined],
  ['exponent', { 'retry-after': '1e9' }, undefined],
  ['hexadecimal', { 'retry-after': '0x10' }, undefined],
  ['a wall of digits', { 'retry-after': '9'.repeat(400) }, undefined],
  ['milliseconds', { 'retry-after-ms': '250' }, 250],
  ['milliseconds win', { 'retry-after-ms': '250', 'retry-after': '9' }, 250],
  ['broken milliseconds lose', { 'retry-after-ms': 'x', 'retry-after': '9' }, 9000],
  ['OpenAI, requests', { 'x-ratelimit-reset-requests': '1s' }, 1000],
  ['OpenAI, minutes', { 'x-ratelimit-reset-tokens': '6m0s' }, 360_000],
  ['OpenAI, milliseconds', { 'x-ratelimit-reset-tokens': '20ms' }, 20],
  ['OpenAI, long', { 'x-ratelimit-reset-requests': '1h2m3.5s' }, 3_723_500],
  [
    'OpenAI, the one that is used up',
    {
      'x-ratelimit-reset-requests': '60s',
      'x-ratelimit-remaining-requests': '10',
      'x-ratelimit-reset-tokens': '2s',
      'x-ratelimit-remaining-tokens': '0',
    },
    2000,
  ],
  ['OpenAI, the later of two', { 'x-ratelimit-reset-requests': '1s', 'x-ratelimit-reset-tokens': '2s' }, 2000],
  ['Anthropic', { 'anthropic-ratelimit-tokens-reset': '2026-01-01T00:00:15Z' }, 15_000],
  [
    'Anthropic, output used up',
    {
      'anthropic-ratelimit-requests-reset': '2026-01-01T00:01:00Z',
      'anthropic-ratelimit-requests-remaining': '3',
      'anthropic-ratelimit-output-tokens-reset': '2026-01-01T00:00:05Z',
      'anthropic-ratelimit-output-tokens-remaining': '0',
    },
    5000,
  ],
  ['reset in seconds', { 'ratelimit-reset': '30' }, 30_000],
  ['reset at an epoch second', { 'x-ratelimit-reset': String(now / 1000 + 8) }, 8000],
  ['reset at an epoch millisecond', { 'x-ratelimit-reset': String(now + 900) }, 900],
  ['reset after', { 'x-ratelimit-reset-after': '3' }, 3000],
])('R4: %s', (_name, headers, expected) => expect(read(headers)).toBe(expected));
