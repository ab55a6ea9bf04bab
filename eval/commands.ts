// The table of commands. A command that answers row by row is one function from a row to an answer.
import { cascade } from './cascade';
import { errorSentence, isRow, type Command } from './command';
import { evalCompletionText } from './completionText';
import { injection } from './injection';
import { createJudgeRow } from './judge';
import { filters } from './filters';
import { judgePairs } from './judgePairs';
import { judgePrior } from './judgePrior';
import { falseTraces } from './falseTraces';
import { evalPath } from './path';
import { latency } from './latency';
import { messy } from './messy';
import { messyAnswers } from './messyAnswers';
import { planted } from './planted';
import { evalRedact } from './redact';
import { createRouteRow } from './route';
import { run } from './run';
import { runReport } from './runReport';
import { simulate } from './simulate';
import { evalStackTrace } from './stackTrace';
import { stackTraceFuzz } from './stackTraceFuzz';
import { stackTraceScore } from './stackTraceScore';
import { traces } from './traces';
import { evalTrigger } from './trigger';

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
        if (!isRow(row)) throw new Error('A line must be a JSON object.');
        id = row['id'] ?? null;
        await write(await answer(row));
      } catch (error) {
        status = 1;
        await write({ id, error: errorSentence(error) });
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
  cascade,
  'judge-pairs': judgePairs,
  'judge-prior': judgePrior,
  traces,
  run,
  'run-report': runReport,
  simulate,
  latency,
  injection,
  messy,
  'messy-answers': messyAnswers,
  planted,
  filters,
  'stack-trace-score': stackTraceScore,
  'stack-trace-fuzz': stackTraceFuzz,
  'false-traces': falseTraces,
};
