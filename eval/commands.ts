// The table of commands. A command that answers row by row is one function from a row to an answer.
import { evalCompletionText } from './completionText';
import { createJudgeRow } from './judge';
import { evalPath } from './path';
import { evalRedact } from './redact';
import { createRouteRow } from './route';
import { evalStackTrace } from './stackTrace';
import { evalTrigger } from './trigger';

/** Resolves to the exit status. */
export type Command = (
  lines: AsyncIterable<string>,
  options: Readonly<Record<string, string>>,
  write: (value: unknown) => Promise<void>,
) => Promise<number>;

type RowAnswer = (row: Readonly<Record<string, unknown>>) => unknown;

/** Answers each line by itself; a bad one gives its error and status 1 at the end, the others are still answered. */
export function rowByRow(create: () => RowAnswer): Command {
  return async (lines, _options, write) => {
    const answer = create();
    let status = 0;
    for await (const line of lines) {
      let id: unknown = null;
      try {
        const row: unknown = JSON.parse(line);
        if (!isRecord(row)) throw new Error('A line must be a JSON object.');
        id = row['id'] ?? null;
        await write(await answer(row));
      } catch (error) {
        status = 1;
        await write({ id, error: sentence(error) });
      }
    }
    return status;
  };
}

export const commands: Readonly<Record<string, Command>> = {
  'stack-trace': rowByRow(() => evalStackTrace),
  'completion-text': rowByRow(() => evalCompletionText),
  trigger: rowByRow(() => evalTrigger),
  judge: rowByRow(createJudgeRow),
  route: rowByRow(createRouteRow),
  redact: rowByRow(() => evalRedact),
  path: rowByRow(() => evalPath),
};

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function sentence(error: unknown): string {
  if (error instanceof SyntaxError) return `The line is not JSON: ${error.message}.`;
  return error instanceof Error ? error.message : String(error);
}
