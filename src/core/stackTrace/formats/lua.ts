// Lua's `stack traceback:`.
import { isLibraryPath } from '../libraryCode';
import { digitsStart, readNumber } from '../scanText';
import type { TraceFormat } from '../traceFormat';
import type { TraceLine } from '../traceLines';

const name = 'lua';
const gap = 2;

interface LuaFrame {
  readonly file: string | null;
  readonly line: number | null;
  readonly function: string | null;
}

/** What stands behind `: in `: `function 'f'`, `upvalue 'f'`, `function <file:1>`, `main chunk`, `?`. */
function functionName(text: string): string | null {
  const open = text.indexOf("'");
  if (open >= 0) return text.slice(open + 1, text.lastIndexOf("'") > open ? text.lastIndexOf("'") : text.length);
  return text.includes('<') ? null : text;
}

function readFrame(trimmed: string): LuaFrame | null {
  const marker = trimmed.indexOf(': in ');
  if (marker < 0) return null;
  const place = trimmed.slice(0, marker);
  const called = functionName(trimmed.slice(marker + 5));
  if (place === '[C]') return { file: null, line: null, function: called };
  const start = digitsStart(place, place.length);
  const line = readNumber(place.slice(start));
  if (line === null || start < 2 || place.charAt(start - 1) !== ':') return null;
  return { file: place.slice(0, start - 1), line, function: called };
}

/** `lua: script.lua:3: message` and `lua5.4: message`. */
function message(lines: readonly TraceLine[], index: number): string | null {
  const trimmed = lines[index - 1]?.trimmed ?? '';
  const colon = trimmed.startsWith('lua') ? trimmed.indexOf(': ') : -1;
  return colon < 0 ? (trimmed === '' ? null : trimmed) : trimmed.slice(colon + 2);
}

export const lua: TraceFormat = {
  name,
  opening: { starts: ['stack traceback:'] },
  read(lines, index, collector) {
    const line = lines[index];
    if (line === undefined) return 0;
    if (line.trimmed === 'stack traceback:') {
      collector.begin(name, 'lua', index);
      collector.addEvidence(0.5);
      collector.addError('lua error', message(lines, index), 'primary');
      return 1;
    }
    if (!collector.isOpen(name, index, gap)) return 0;
    if (line.trimmed === '(...tail calls...)') {
      collector.touch(index);
      return 1;
    }
    const frame = readFrame(line.trimmed);
    if (frame === null) return 0;
    collector.touch(index);
    const library = frame.file !== null && isLibraryPath(frame.file);
    collector.addFrame({ ...frame, library, textLine: line.number }, 0.5);
    return 1;
  },
};
