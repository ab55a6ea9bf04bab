// Runs a program over answers: `<command> TASKS PREDICTIONS --out FILE`, all JSON. That program runs what models wrote; Weir does not.
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { isRow } from './command';
import { textOf, type Row } from './rows';

export interface Prediction {
  readonly id: string;
  /** The input row, with what the scorer needs beside the text. */
  readonly row: Row;
  readonly text: string;
  readonly replaceSuffix: number;
}

/** Which answers passed, by id; those that the scorer says nothing about are absent. */
export async function runScorer(command: string, predictions: readonly Prediction[]): Promise<Map<string, boolean>> {
  const said = await runOver(command, predictions);
  return new Map([...said].map(([id, one]) => [id, one['passed'] === true]));
}

/** What each answer printed on its task's inputs, by id. */
export async function runBehaviour(
  command: string,
  predictions: readonly Prediction[],
): Promise<Map<string, string[]>> {
  const said = await runOver(command, predictions);
  return new Map(
    [...said].map(([id, { outputs }]) => [id, Array.isArray(outputs) ? outputs.map((one) => String(one)) : []]),
  );
}

async function runOver(command: string, predictions: readonly Prediction[]): Promise<Map<string, Row>> {
  const folder = await mkdtemp(join(tmpdir(), 'weir-score-'));
  try {
    const [tasks, answers, out] = ['tasks.jsonl', 'answers.jsonl', 'out.json'].map((name) => join(folder, name));
    if (tasks === undefined || answers === undefined || out === undefined) return new Map();
    const lines = (objects: readonly object[]): string => objects.map((one) => `${JSON.stringify(one)}\n`).join('');
    // What the answer replaces behind the cursor is gone from the document that is tested.
    const shortened = predictions.map(({ row, replaceSuffix }) => ({
      ...row,
      suffix: textOf(row, 'suffix').slice(replaceSuffix),
    }));
    await writeFile(tasks, lines(shortened));
    await writeFile(answers, lines(predictions.map(({ id, text }) => ({ id, completion: text }))));
    const [program = '', ...args] = command.split(' ').filter((part) => part !== '');
    await promisify(execFile)(program, [...args, tasks, answers, '--out', out], { maxBuffer: 64 * 1024 * 1024 });
    const scored: unknown = JSON.parse(await readFile(out, 'utf8'));
    if (!Array.isArray(scored)) throw new Error(`"${program}" wrote no list of objects with an "id".`);
    return new Map(
      scored.flatMap((one: unknown) => (isRow(one) && typeof one['id'] === 'string' ? [[one['id'], one]] : [])),
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
