// The `stack-trace-score` command: rows of annotated traces in, one object of figures and every miss by name out.
// What cannot be judged (no expected file or line, `library` null, errors not listed) is not counted.
import { parseStackTrace } from '../src/core/stackTrace/parseStackTrace';
import type { StackTrace, TraceFrame } from '../src/core/stackTrace/stackTrace';
import { errorSentence, isRow, type Command } from './command';
import { textOf, type Row } from './rows';
import { stackTraceAside } from './stackTraceAside';

export interface Share {
  right: number;
  all: number;
}

export interface StackTraceScore {
  /** File, line and (where the row names one) function. */
  readonly frames: Share;
  readonly columns: Share;
  readonly library: Share;
  readonly types: Share;
  readonly misses: string[];
  readonly aside: string[];
}

export const stackTraceScore: Command = async (lines, _options, write) => {
  const score = newScore();
  let status = 0;
  for await (const line of lines) {
    try {
      const row: unknown = JSON.parse(line);
      if (!isRow(row)) throw new Error('A line must be a JSON object.');
      addRow(score, row);
    } catch (error) {
      status = 1;
      await write({ error: errorSentence(error) });
    }
  }
  await write({ ...score, shares: sharesOf(score) });
  return status;
};

export function newScore(): StackTraceScore {
  const share = (): Share => ({ right: 0, all: 0 });
  return { frames: share(), columns: share(), library: share(), types: share(), misses: [], aside: [] };
}

export function sharesOf(score: StackTraceScore): Readonly<Record<string, number | null>> {
  const of = ({ right, all }: Share): number | null => (all === 0 ? null : right / all);
  return { frames: of(score.frames), columns: of(score.columns), library: of(score.library), types: of(score.types) };
}

export function addRow(score: StackTraceScore, row: Row): void {
  const id = textOf(row, 'id');
  const why = stackTraceAside[id];
  if (why !== undefined) {
    score.aside.push(`${id}: ${why}`);
    return;
  }
  const { expected } = row;
  if (!isRow(expected)) throw new Error(`${id}: "expected" must be an object of errors and frames.`);
  const trace = parseStackTrace(textOf(row, 'text'));
  const count = (share: Share, right: boolean, miss: string): void => {
    share.all += 1;
    if (right) share.right += 1;
    else score.misses.push(`${id}: ${miss}`);
  };
  rowsOf(expected['errors']).forEach((error, at) => {
    const read = trace.errors[at]?.type;
    count(score.types, read === error['type'], `error ${at} is ${show(error['type'])}, read ${show(read)}`);
  });
  let from = 0;
  for (const frame of rowsOf(expected['frames'])) {
    if (typeof frame['file'] !== 'string' || frame['file'] === '' || typeof frame['line'] !== 'number') continue;
    const at = frameIndex(trace, frame, from);
    const read = trace.frames[at];
    const named = frame['function'] === undefined || (read?.function ?? null) === frame['function'];
    const place = `${frame['file']}:${frame['line']} ${show(frame['function'])}`;
    count(score.frames, read !== undefined && named, `${place}, read ${show(read?.function)}`);
    if (read === undefined) continue;
    from = at + 1;
    if (typeof frame['column'] === 'number') {
      count(
        score.columns,
        read.column === frame['column'],
        `${place} column ${frame['column']}, read ${show(read.column)}`,
      );
    }
    if (typeof frame['library'] === 'boolean') {
      count(score.library, read.library === frame['library'], `${place} library ${frame['library']}`);
    }
  }
}

/** The next frame with the place, with the column too where one has it: a text may show more frames than are annotated. */
function frameIndex(trace: StackTrace, frame: Row, from: number): number {
  const later = trace.frames.map((read, index) => ({ read, index })).slice(from);
  const same = later.filter(({ read }) => read.file === frame['file'] && read.line === frame['line']);
  const exact = same.find(({ read }) => columnOf(read) === (frame['column'] ?? null));
  return (exact ?? same[0])?.index ?? -1;
}

function columnOf(frame: TraceFrame): number | null {
  return frame.column ?? null;
}

function rowsOf(value: unknown): Row[] {
  return Array.isArray(value) ? value.filter(isRow) : [];
}

function show(value: unknown): string {
  return value === undefined || value === null ? 'nothing' : JSON.stringify(value);
}
