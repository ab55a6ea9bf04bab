// The entry is all that a start loads, and knows every command by name: else a start is slow, or a command is not there.
import { build } from 'esbuild';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import manifest from '../../package.json';
import { commandNames } from '../../src/host/commandNames';

const root = resolve(import.meta.dirname, '../..');

test('R13: the entry reaches four small files, and Weir itself only by an import() on first use', async () => {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: ['src/extension.ts'],
    bundle: true,
    write: false,
    metafile: true,
    platform: 'node',
    packages: 'external',
  });
  const reached = new Set<string>();
  const later: string[] = [];
  const visit = (file: string): void => {
    reached.add(file);
    for (const { path, kind, external } of metafile.inputs[file]?.imports ?? []) {
      if (kind === 'dynamic-import') later.push(path);
      else if (external !== true && !reached.has(path)) visit(path);
    }
  };
  visit('src/extension.ts');
  const files = ['src/extension.ts', 'src/host/commandNames.ts', 'src/host/quickFixKind.ts', 'src/within.ts'];
  expect([...reached].sort()).toEqual(files);
  expect(later).toEqual(['src/startWeir.ts']);
});

test('every command of the manifest is registered at the start', () => {
  const registered: readonly string[] = commandNames.filter((name) => name !== 'weir.completionAccepted');
  expect([...registered].sort()).toEqual(manifest.contributes.commands.map(({ command }) => command).sort());
});
