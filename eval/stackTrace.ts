// The `stack-trace` row of the evaluation: `{id, text}` in, the errors and frames of its trace out.
import { parseStackTrace } from '../src/core/stackTrace/parseStackTrace';

export function evalStackTrace(row: unknown): unknown {
  const record = typeof row === 'object' && row !== null ? row : {};
  const id: unknown = 'id' in record ? record.id : null;
  const text: unknown = 'text' in record ? record.text : '';
  const trace = parseStackTrace(typeof text === 'string' ? text : '');
  return {
    id,
    language: trace.language,
    errors: trace.errors.map(({ type, message, relation }) => ({ type, message, relation })),
    frames: trace.frames.map(({ file, line, column, function: name, library, error }) => ({
      file,
      line,
      ...(column === undefined ? {} : { column }),
      ...(name === undefined ? {} : { function: name }),
      library,
      error,
    })),
  };
}
