// Outputs of real failing programs, recorded, each with what a reader finds in it beside it.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseStackTrace } from '../../../../src/core/stackTrace/parseStackTrace';

const folder = join(import.meta.dirname, '../../../fixtures/traces');
const names = readdirSync(folder)
  .filter((name) => name.endsWith('.txt') && !name.endsWith('.expected.txt'))
  .map((name) => name.slice(0, -'.txt'.length));

function described(text: string): string {
  const { language, errors, frames } = parseStackTrace(text);
  return [
    `language ${language ?? 'null'}`,
    ...errors.map((e, at) => `error ${at} ${e.relation} ${JSON.stringify(e.type)} ${JSON.stringify(e.message)}`),
    ...frames.map((frame) => {
      const column = frame.column === undefined ? '' : `:${frame.column}`;
      const owner = frame.library ? 'library' : 'user';
      const place = `${frame.file ?? 'null'}:${frame.line ?? 'null'}${column}`;
      return `${frame.textLine}: ${place} | ${frame.function ?? '-'} | ${owner} | ${frame.error}`;
    }),
  ].join('\n');
}

describe('recorded traces', () => {
  it.each(names)('%s', (name) => {
    const expected = readFileSync(join(folder, `${name}.expected.txt`), 'utf8').trimEnd();
    expect(described(readFileSync(join(folder, `${name}.txt`), 'utf8'))).toBe(expected);
  });

  it.each(names)('%s, inside docker compose lines, time stamps and JSON records', (name) => {
    const text = readFileSync(join(folder, `${name}.txt`), 'utf8');
    const plain = parseStackTrace(text);
    const lines = text.split('\n');
    const compose = parseStackTrace(lines.map((line) => `web-1  | ${line}`).join('\n'));
    const stamped = parseStackTrace(lines.map((line) => `2025-03-04T05:06:07.123Z ${line}`).join('\n'));
    const record = parseStackTrace(JSON.stringify({ level: 'error', stack: text }));
    expect(compose.frames).toEqual(plain.frames);
    expect(stamped.frames).toEqual(plain.frames);
    expect(record.frames.map(({ file, line }) => ({ file, line }))).toEqual(
      plain.frames.map(({ file, line }) => ({ file, line })),
    );
  });

  it.each(names)('%s, cut at either end, never throws and keeps the frames that are left', (name) => {
    const lines = readFileSync(join(folder, `${name}.txt`), 'utf8').split('\n');
    const whole = parseStackTrace(lines.join('\n'));
    for (let cut = 1; cut < lines.length; cut += 7) {
      const tail = parseStackTrace(lines.slice(cut).join('\n'));
      const head = parseStackTrace(lines.slice(0, cut).join('\n'));
      expect(tail.frames.length).toBeLessThanOrEqual(whole.frames.length);
      expect(head.frames.length).toBeLessThanOrEqual(whole.frames.length);
    }
  });
});
