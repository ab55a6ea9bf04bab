// Runs a program: quietly (its output is shown only when it fails) or with this terminal. Nothing about what is run.
import { spawn } from 'node:child_process';

/** What the user reads when a step cannot be done: one sentence, no stack. */
export class SetupError extends Error {}

/** One line of progress on stderr, so that stdout stays the command's own. */
export const log = (line) => void process.stderr.write(`weir: ${line}\n`);

/** Runs to the end and returns stdout; throws with the last lines of its output when it fails. */
export async function quiet(command, args, options = {}) {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
  let stdout = '';
  let all = '';
  child.stdout.setEncoding('utf8').on('data', (text) => ((stdout += text), (all += text)));
  child.stderr.setEncoding('utf8').on('data', (text) => (all += text));
  const code = await ended(child);
  if (code !== 0) {
    const tail = all.trim().split('\n').slice(-15).join('\n');
    throw new SetupError(`"${[command, ...args].join(' ')}" failed with exit code ${code}:\n${tail}`);
  }
  return stdout;
}

/** Runs with this process's stdin, stdout and stderr; resolves to the exit code, never throws for a non-zero one. */
export async function attached(command, args, options = {}) {
  const child = spawn(command, args, { stdio: 'inherit', ...options });
  const forward = (signal) => child.kill(signal);
  process.on('SIGINT', forward).on('SIGTERM', forward);
  try {
    return await ended(child);
  } finally {
    process.off('SIGINT', forward).off('SIGTERM', forward);
  }
}

function ended(child) {
  return new Promise((resolve, reject) => {
    child.once('error', (error) => reject(new SetupError(`"${child.spawnfile}" cannot be started: ${error.message}`)));
    child.once('close', (code, signal) => resolve(code ?? (signal === 'SIGINT' ? 130 : 143)));
  });
}

/** Runs a command's main function: a SetupError becomes one sentence and exit code 1, anything else keeps its stack. */
export async function main(body) {
  try {
    process.exitCode = (await body()) ?? 0;
  } catch (error) {
    process.stderr.write(`weir: ${error instanceof SetupError ? error.message : (error?.stack ?? error)}\n`);
    process.exitCode = 1;
  }
}
