// Parsers over inputs by the hundred thousand. WEIR_INPUTS, WEIR_CHUNKINGS, WEIR_CASES say how many.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Redactor } from '../../src/core/privacy/redact';
import { parseStackTrace } from '../../src/core/stackTrace/parseStackTrace';
import { SseDecoder } from '../../src/providers/sse';
import { canaries } from '../support/canaries';
import { longCount } from '../support/longCount';
import { seeded } from '../support/seeded';
import { tried } from '../support/tried';

const folder = join(import.meta.dirname, '../fixtures/traces');

test('T15: a million inputs, none of them slow', ({ task }) => {
  const count = longCount('INPUTS', 1_000_000);
  const lines = readdirSync(folder)
    .filter((name) => name.endsWith('.txt') && !name.endsWith('.expected.txt'))
    .flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n'));
  const openers = [
    '    at ',
    'at (',
    '#0 ',
    'File "',
    '", line ',
    ':in `',
    '** (',
    '❯ a:1:',
    '\u001b[31m',
    '{"stack":"',
    'Caused by: ',
  ];
  const random = seeded(15);
  const pick = (from: readonly string[]): string => from[Math.floor(random() * from.length)] ?? '';
  const part = (): string => {
    const kind = random();
    if (kind < 0.5) return pick(lines);
    if (kind < 0.7) return pick(lines).slice(0, Math.floor(random() * 80));
    return kind < 0.9 ? pick(openers) + pick(lines) : pick(lines) + pick(openers).repeat(1 + Math.floor(random() * 50));
  };
  let slowest = { ms: 0, text: '' };
  let over = 0;
  for (let input = 0; input < count; input++) {
    const text = Array.from({ length: 1 + Math.floor(random() * 25) }, part).join('\n');
    const start = process.threadCpuUsage();
    const { frames } = parseStackTrace(text);
    const used = process.threadCpuUsage(start);
    const ms = (used.user + used.system) / 1000;
    if (frames.length > 500) expect.fail(text);
    if (ms > 50) over += 1;
    if (ms > slowest.ms) slowest = { ms, text };
  }
  tried(task, count, `slowest ${slowest.ms.toFixed(1)} ms of processor time`);
  expect(over, slowest.text.slice(0, 500)).toBe(0);
});

test('S6: restoring gives back what redacting took, a hundred thousand times', ({ task }) => {
  const count = longCount('CASES', 100_000);
  const secrets = canaries(6).map(({ text }) => text);
  const random = seeded(6);
  const fillers = [
    '\n',
    'const x = 1;',
    '"',
    "' + '",
    '«secret:x#1»',
    '«secret:openai#1»',
    '\u200b',
    '%41',
    '«',
    'é',
    ' = ',
  ];
  for (let run = 0; run < count; run++) {
    const parts = Array.from({ length: 1 + Math.floor(random() * 8) }, () => {
      const from = random() < 0.3 ? secrets : fillers;
      return from[Math.floor(random() * from.length)] ?? '';
    });
    const text = parts.join('');
    const session = new Redactor();
    const once = session.redact(text);
    if (session.restore(once.text) !== text) expect.fail(JSON.stringify(text));
    // The same secret has the same placeholder the second time.
    if (session.redact(text).text !== once.text) expect.fail(`not stable: ${JSON.stringify(text)}`);
  }
  tried(task, count);
});

test('R9: a hundred thousand chunkings give the same events', ({ task }) => {
  const count = longCount('CHUNKINGS', 100_000);
  const text =
    '\ufeffevent: a\r\ndata: ü🌊\r\ndata:x\r\n\r\n: ping\r\rdata: [1,\ndata: 2]\n\nid: 7\nretry: 1\ndata\n\ndata: end\n\n';
  const bytes = new TextEncoder().encode(text);
  const events = (cuts: readonly number[]): string => {
    const parser = new SseDecoder(1e6);
    const places = [0, ...cuts.toSorted((a, b) => a - b), bytes.length];
    const found = places.slice(1).flatMap((to, index) => parser.push(bytes.slice(places[index], to)));
    return JSON.stringify([...found, ...parser.end()]);
  };
  const whole = events([]);
  fc.assert(
    fc.property(fc.array(fc.nat(bytes.length), { maxLength: 30 }), (cuts) => events(cuts) === whole),
    { numRuns: count },
  );
  tried(task, count);
});
