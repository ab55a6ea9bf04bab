// The evaluation command: JSON Lines in, JSON Lines out in the same order, on the production code. Progress goes to standard error.
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { commands } from './commands';
import { help } from './help';

async function main(argv: readonly string[]): Promise<number> {
  const [name, ...options] = argv;
  if (name === undefined || name === 'help' || name === '--help') {
    process.stdout.write(help);
    return 0;
  }
  const command = commands[name];
  if (command === undefined) {
    process.stderr.write(`There is no command "${name}": run "npm run -s eval -- help" for the list.\n`);
    return 1;
  }
  const parsed = parseOptions(options);
  if (typeof parsed === 'string') {
    process.stderr.write(`${parsed}\n`);
    return 1;
  }
  return command(linesOf(parsed['in']), parsed, write);
}

/** `--key value` pairs, or the sentence that says what is wrong. */
function parseOptions(options: readonly string[]): Record<string, string> | string {
  const parsed: Record<string, string> = {};
  for (let i = 0; i < options.length; i += 2) {
    const key = options[i] ?? '';
    const value = options[i + 1];
    if (!key.startsWith('--')) return `"${key}" is no option: options are written --name value.`;
    if (value === undefined) return `The option ${key} needs a value.`;
    parsed[key.slice(2)] = value;
  }
  return parsed;
}

async function* linesOf(file: string | undefined): AsyncGenerator<string> {
  const input = file === undefined ? process.stdin : createReadStream(file, 'utf8');
  for await (const line of createInterface({ input, crlfDelay: Infinity })) if (line.trim() !== '') yield line;
}

/** Waits where the reader is slow, so that no line is lost when the process ends. */
function write(value: unknown): Promise<void> {
  return new Promise((resolve) => process.stdout.write(`${JSON.stringify(value)}\n`, () => resolve()));
}

main(process.argv.slice(2))
  .then((code) => {
    process.exitCode = code;
  })
  .catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  });
