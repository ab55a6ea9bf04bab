// The `stack-trace-fuzz` command: as many generated texts as asked for, none of which may throw or take long.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from './command';
import { readGenerated } from './generatedTraces';

export const stackTraceFuzz: Command = async (_lines, options, write) => {
  const folder = options['traces'] ?? 'test/fixtures/traces';
  const traces = readdirSync(folder)
    .filter((name) => name.endsWith('.txt') && !name.endsWith('.expected.txt'))
    .map((name) => readFileSync(join(folder, name), 'utf8'));
  const seed = Number(options['seed'] ?? '1');
  const generated = readGenerated(traces, Number(options['count'] ?? '1000000'), seed);
  await write({ seed, ...generated });
  return generated.threw.length + generated.slow.length === 0 ? 0 : 1;
};
