// Reads a file of recorded answers. A line that was cut off by a stop is dropped; the run asks for it again.
import { readFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { isRow } from './command';
import type { Recorded } from './recordAnswer';

/** Empty where there is no such file yet. @throws with one sentence where a line is something else */
export async function readRecorded(file: string): Promise<Recorded[]> {
  if (!existsSync(file)) return [];
  return (await readFile(file, 'utf8')).split('\n').flatMap((line, index): Recorded[] => {
    if (line.trim() === '') return [];
    try {
      const value: unknown = JSON.parse(line);
      if (isRecorded(value)) return [value];
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      return [];
    }
    throw new Error(`Line ${index + 1} of ${file} is no recorded answer: move the file away, or mend that line.`);
  });
}

function isRecorded(value: unknown): value is Recorded {
  if (!isRow(value)) return false;
  const texts = ['id', 'model', 'raw'].every((name) => typeof value[name] === 'string');
  const tier = value['tier'] === 'fast' || value['tier'] === 'strong';
  return texts && tier && Array.isArray(value['tokens']) && Array.isArray(value['logprobs']);
}
