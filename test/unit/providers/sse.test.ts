// R9: any chunking gives the same events.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SseDecoder, SseOverflow, type SseEvent } from '../../../src/providers/sse';
import { tried } from '../../support/tried';

const encoder = new TextEncoder();

function decode(bytes: Uint8Array, cuts: readonly number[] = [], limit = 1e6): SseEvent[] {
  const decoder = new SseDecoder(limit);
  const events: SseEvent[] = [];
  let start = 0;
  for (const cut of [...cuts, bytes.length]) {
    events.push(...decoder.push(bytes.subarray(start, cut)));
    start = cut;
  }
  return [...events, ...decoder.end()];
}

const all = (text: string): SseEvent[] => decode(encoder.encode(text));

const chunkings = 5000;

describe('events', () => {
  it.each<[string, string, SseEvent[]]>([
    [
      'plain',
      'data: a\n\ndata: b\n\n',
      [
        { name: '', data: 'a' },
        { name: '', data: 'b' },
      ],
    ],
    ['named', 'event: ping\ndata: {}\n\n', [{ name: 'ping', data: '{}' }]],
    ['no space', 'data:a\n\n', [{ name: '', data: 'a' }]],
    ['two spaces', 'data:  a\n\n', [{ name: '', data: ' a' }]],
    ['lines join', 'data: a\ndata: b\n\n', [{ name: '', data: 'a\nb' }]],
    ['comments', ': hello\n\ndata: a\n: b\n\n', [{ name: '', data: 'a' }]],
    ['other fields', 'id: 1\nretry: 5\nfoo: bar\ndata: a\n\n', [{ name: '', data: 'a' }]],
    ['a name without data is none', 'event: x\n\ndata: a\n\n', [{ name: '', data: 'a' }]],
    ['empty data', 'data\n\n', [{ name: '', data: '' }]],
    [
      'CRLF',
      'data: a\r\n\r\ndata: b\r\n\r\n',
      [
        { name: '', data: 'a' },
        { name: '', data: 'b' },
      ],
    ],
    [
      'CR',
      'data: a\r\rdata: b\r\r',
      [
        { name: '', data: 'a' },
        { name: '', data: 'b' },
      ],
    ],
    [
      'mixed',
      'data: a\r\n\ndata: b\n\r\n',
      [
        { name: '', data: 'a' },
        { name: '', data: 'b' },
      ],
    ],
    ['byte order mark', '\uFEFFdata: a\n\n', [{ name: '', data: 'a' }]],
    [
      'no last blank line',
      'data: a\n\ndata: b',
      [
        { name: '', data: 'a' },
        { name: '', data: 'b' },
      ],
    ],
    ['nothing', '', []],
    ['CRLF inside an event', 'event: x\r\ndata: a\r\ndata: b\r\n\r\n', [{ name: 'x', data: 'a\nb' }]],
  ])('%s', (_name, text, expected) => expect(all(text)).toEqual(expected));
});

const line = fc.oneof(
  fc.constantFrom('', 'data', 'data: [DONE]', ': comment', 'event: ping', 'id: 1', 'data:x'),
  fc.string({ unit: 'binary', maxLength: 12 }).map((text) => `data: ${text.replace(/[\r\n]/g, '')}`),
);
const text = fc
  .array(fc.tuple(line, fc.constantFrom('\n', '\r\n', '\r')), { maxLength: 20 })
  .map((lines) => lines.map(([one, end]) => one + end).join(''));

it('R9: any chunking gives the same events', ({ task }) => {
  tried(task, chunkings);
  fc.assert(
    fc.property(text, fc.boolean(), fc.array(fc.nat(), { maxLength: 12 }), (source, mark, numbers) => {
      const bytes = encoder.encode((mark ? '\uFEFF' : '') + source);
      const cuts = numbers.map((n) => n % (bytes.length + 1)).sort((a, b) => a - b);
      expect(decode(bytes, cuts)).toEqual(decode(bytes));
      // Byte by byte, with an empty chunk before each.
      const every = Array.from({ length: bytes.length }, (_, i) => [i, i]).flat();
      expect(decode(bytes, every)).toEqual(decode(bytes));
    }),
    { numRuns: chunkings },
  );
});

describe('R8: an event has a limit', () => {
  const push = (source: string, limit: number): SseEvent[] => new SseDecoder(limit).push(encoder.encode(source));
  it('in one line', () => expect(() => push(`data: ${'x'.repeat(200)}`, 100)).toThrow(SseOverflow));
  it('over many lines', () => expect(() => push('data: xxxxxxxx\n'.repeat(20), 100)).toThrow(SseOverflow));
  it('but not for comments', () => expect(push(`${': ping\n'.repeat(1000)}data: a\n\n`, 100)).toHaveLength(1));
  it('and not over several events', () => expect(push('data: xxxxxxxx\n\n'.repeat(100), 100)).toHaveLength(100));
});

it('time grows no faster than the text, however it is chunked', () => {
  // Processor time: what the clock says on a shared machine is mostly about the others.
  const measure = (size: number): number => {
    const decoder = new SseDecoder(1e9);
    const bytes = encoder.encode('x'.repeat(256));
    const start = process.cpuUsage();
    for (let i = 0; i < size; i += bytes.length) decoder.push(bytes);
    const { user, system } = process.cpuUsage(start);
    return user + system;
  };
  const best = (size: number): number => Math.min(...Array.from({ length: 5 }, () => measure(size)));
  measure(2 ** 19);
  // Eight times the text: eight times the time if linear, sixty-four if quadratic.
  expect(best(2 ** 22) / best(2 ** 19)).toBeLessThan(30);
});
