// Feeds the parser texts made of pieces of real traces, broken in every way that is cheap to think of. Counts what throws and
// what takes longer than 50 ms of processor time. Knows no expected frames.
import { parseStackTrace } from '../src/core/stackTrace/parseStackTrace';
import { seededRandom, type Random } from './seededRandom';

export interface Generated {
  readonly inputs: number;
  /** Of the texts that threw, the first few with what they threw; always empty, or it is a bug. */
  readonly threw: readonly string[];
  readonly slow: readonly string[];
  readonly longestMs: number;
}

const mostMs = 50;
const shown = 5;
const mostLines = 40;
const pieces = [
  '    at ', 'at (', '#0 ', '#0 0x', 'File "', '", line ', ':in `', "':", '(app) ', '** (', '● ', '❯ ', 'Caused by: ', 'Traceback (most recent call last):',
  'goroutine 1 [running]:', 'panic: ', "thread 'main' panicked at ", '==1==ERROR: ', '{"stack":"', '\\n', '\u001b[31m', '\ud800', '\u0000', '\r', '\t', ':1:2',
  '(((((', ')))))', ' | ', '+-+---', 'E   ', '____ x ____', '---', 'stack: |-', 'not ok 1', '2025-01-02T03:04:05Z ', 'web-1  | ',
]; // prettier-ignore

/** @param traces real texts, whose lines are taken apart and put together again */
export function readGenerated(traces: readonly string[], count: number, seed: number): Generated {
  const lines = traces.flatMap((text) => text.split('\n'));
  const random = seededRandom(seed);
  const threw: string[] = [];
  const slow: string[] = [];
  let longestMs = 0;
  for (let at = 0; at < count; at += 1) {
    const text = generated(random, lines);
    const start = performance.now();
    try {
      parseStackTrace(text);
    } catch (error) {
      if (threw.length < shown) threw.push(`${String(error)}: ${JSON.stringify(text)}`);
    }
    const took = performance.now() - start;
    const ms = took > mostMs ? processorMs(text) : took;
    longestMs = Math.max(longestMs, ms);
    if (ms > mostMs && slow.length < shown) slow.push(`${ms.toFixed(0)} ms: ${JSON.stringify(text.slice(0, 500))}`);
  }
  return { inputs: count, threw, slow, longestMs };
}

/** Processor time of the best of three: a busy machine's waiting does not count. */
function processorMs(text: string): number {
  let best = Number.POSITIVE_INFINITY;
  for (let run = 0; run < 3; run += 1) {
    const start = process.cpuUsage();
    try {
      parseStackTrace(text);
    } catch (error) {
      // Counted where it was thrown first.
      if (!(error instanceof Error)) throw error;
    }
    const used = process.cpuUsage(start);
    best = Math.min(best, (used.user + used.system) / 1000);
  }
  return best;
}

export function generated(random: Random, lines: readonly string[]): string {
  const count = 1 + Math.floor(random() * random() * mostLines);
  // Neighbours more often than strangers: what belongs together is where formats look ahead and back.
  let place = Math.floor(random() * lines.length);
  const parts: string[] = [];
  for (let at = 0; at < count; at += 1) {
    if (random() < 0.3) place = Math.floor(random() * lines.length);
    place = (place + 1) % lines.length;
    parts.push(broken(random, lines[place] ?? '', lines));
  }
  return parts.join(random() < 0.95 ? '\n' : '\r\n');
}

function broken(random: Random, line: string, lines: readonly string[]): string {
  const at = Math.floor(random() * (line.length + 1));
  const piece = pieces[Math.floor(random() * pieces.length)] ?? '';
  const kind = random();
  if (kind < 0.5) return line;
  if (kind < 0.6) return line.slice(0, at);
  if (kind < 0.7) return line.slice(at);
  if (kind < 0.8) return line.slice(0, at) + piece + line.slice(at);
  if (kind < 0.88) return piece + line;
  if (kind < 0.95) return line.slice(0, at) + (lines[Math.floor(random() * lines.length)] ?? '');
  if (kind < 0.98) return line.slice(0, at) + String.fromCharCode(Math.floor(random() * 0xffff)) + line.slice(at + 1);
  return piece.repeat(Math.floor(random() * 300));
}
