// Every rule that the core can give has words: a code in the log is a decision that nobody can read.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { heldRules, shapeRules } from '../../../src/core/completion/reasons';
import { reasonCatalogue } from '../../../src/shared/reasonCatalogue';

const source = fileURLToPath(new URL('../../../src', import.meta.url));

/** Rules as they stand in the code: `rule: 'x'`, `hard('x'`, `veto('x'` and the rows of a weight table. */
function rulesIn(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  const written = Array.from(
    text.matchAll(/(?:\brule: |\bhard\(|\bstep\(|\brule\()'([^']+)'/g),
    (match) => match[1] ?? '',
  );
  const vetoes = Array.from(text.matchAll(/\bveto\('([^']+)'/g), (match) => `veto.${match[1] ?? ''}`);
  const weights = Array.from(text.matchAll(/\bname: '([^']+)', weight:/g), (match) => match[1] ?? '');
  return [...written, ...vetoes, ...weights];
}

const files = ['core', 'host', '.']
  .flatMap((folder) =>
    readdirSync(join(source, folder), { recursive: folder === 'core' }).map((name) =>
      join(source, folder, String(name)),
    ),
  )
  // Privacy has rules of its own, for paths; nobody is shown them. The completion engine lists its rules.
  .filter((file) => file.endsWith('.ts') && !/privacy|completion/.test(file));

test('finds the rules at all', () => {
  const all = files.flatMap(rulesIn);
  for (const known of ['trace-files', 'veto.loop', 'syntax.branches', 'no-logprobs', 'held.untrusted'])
    expect(all).toContain(known);
});

const shaped = shapeRules.flatMap((rule) => [`shape.${rule}`, `suppressed.${rule}`]);
const held = heldRules.map((rule) => `held.${rule}`);

test.each([...new Set([...files.flatMap(rulesIn), ...shaped, ...held])].sort())('%s has words', (rule) => {
  expect(Object.hasOwn(reasonCatalogue, rule)).toBe(true);
});
