// A trace from frames that are known already, as a debugger or a test report gives them: nothing is parsed here.
import { languageIdOfPath } from '../context/languageOfPath';
import { isLibraryPath } from './libraryCode';
import type { StackTrace } from './stackTrace';

export interface GivenError {
  readonly type: string | null;
  readonly message: string | null;
}

export interface GivenFrame {
  readonly function: string | null;
  readonly file: string | null;
  readonly line: number | null;
}

/** A trace, and the text that stands for it in a prompt. */
export interface PrintedTrace {
  readonly text: string;
  readonly trace: StackTrace;
}

const mostFrames = 100;

/** `frames`: innermost first. */
export function givenTrace(error: GivenError, given: readonly GivenFrame[]): PrintedTrace {
  const head = [error.type, error.message].filter((part) => part !== null && part !== '').join(': ');
  const headLines = head.split('\n').length;
  const frames = given.slice(0, mostFrames);
  const source = frames.find(({ file }) => file !== null && !isLibraryPath(file))?.file ?? null;
  return {
    text: [head, ...frames.map(printed)].join('\n'),
    trace: {
      language: source === null ? null : languageIdOfPath(source),
      errors: [{ ...error, relation: 'primary' }],
      frames: frames.map((frame, index) => ({
        file: frame.file,
        line: frame.line,
        ...(frame.function !== null && frame.function !== '' && { function: frame.function }),
        library: frame.file === null || isLibraryPath(frame.file),
        error: 0,
        textLine: headLines + index + 1,
      })),
    },
  };
}

function printed({ function: name, file, line }: GivenFrame): string {
  const place = [file ?? '?', ...(line === null ? [] : [line])].join(':');
  return name === null || name === '' ? `    at ${place}` : `    at ${name} (${place})`;
}
