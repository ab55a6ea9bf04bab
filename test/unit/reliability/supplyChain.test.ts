// What is shipped: named dependencies of exact versions, the files that were meant, their licences, no secret; and workflows
// that run nothing that could change behind our back.
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findBlocks } from '../../../src/core/privacy/findBlocks';
import { findTokens } from '../../../src/core/privacy/findTokens';
import { checkoutSource, folderSource } from '../../../src/syntax/folderSource';
import grammarSums from '../../../src/syntax/grammarSums.json';
import { importScript } from '../../support/importScript';
import { root } from '../../reliability/claims';
import { tried } from '../../support/tried';

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}
interface Wheel {
  readonly names: readonly string[];
  extract(name: string, write: (chunk: Uint8Array) => void): Promise<void>;
  text(name: string): Promise<string>;
}

const text = (path: string): string => readFileSync(join(root, path), 'utf8');
const manifest = JSON.parse(text('package.json')) as Manifest;
const {
  noticesOf,
  packageOf,
  grammarSums: sumsOf,
} = await importScript<{
  noticesOf(root: string, inputs: readonly string[]): Promise<string>;
  packageOf(path: string): string | null;
  grammarSums(root: string): Promise<Readonly<Record<string, string>>>;
}>('notices.mjs');
const { openWheel } = await importScript<{ openWheel(path: string): Promise<Wheel> }>('wheel.mjs');
const vsix = process.env['WEIR_VSIX_UNIVERSAL'] ?? '';

test('C: every dependency has one exact version, and the lockfile names no host', ({ task }) => {
  const versions = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies });
  tried(task, versions.length);
  expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version))).toEqual([]);
  const lock = JSON.parse(text('package-lock.json')) as {
    packages: Record<string, { integrity?: string; link?: true }>;
  };
  const unsummed = Object.entries(lock.packages).filter(
    ([path, entry]) => path !== '' && entry.integrity === undefined,
  );
  expect(unsummed.map(([path]) => path)).toEqual([]);
  expect(text('package-lock.json')).not.toContain('"resolved"');
});

test('C: workflows use actions by their commit, and ask for no more than they need', ({ task }) => {
  const files = globSync('.github/workflows/*.yml', { cwd: root });
  tried(task, files.length);
  expect(files.length).toBeGreaterThan(1);
  for (const file of files) {
    const workflow = text(file);
    for (const [, used = ''] of workflow.matchAll(/uses:\s*(\S+)/g)) expect(used).toMatch(/^[\w./-]+@[0-9a-f]{40}$/);
    expect(workflow, file).toMatch(/^permissions: \{\}$/m);
    expect(workflow.match(/persist-credentials: false/g)?.length).toBe(workflow.match(/actions\/checkout@/g)?.length);
    expect(workflow).not.toContain('pull_request_target');
    // Text of a pull request or a branch's name never becomes part of a command.
    for (const [, command = ''] of workflow.matchAll(/run:\s*(.*)/g)) expect(command).not.toContain('${{');
    const writes = [...workflow.matchAll(/^\s+([\w-]+): write$/gm)].map(([, scope]) => scope);
    expect(writes).toEqual(file.endsWith('release.yml') ? ['contents'] : []);
  }
});

test('C: every grammar is the one that was packed; an altered one is refused', async ({ task }) => {
  expect(grammarSums).toEqual(await sumsOf(root));
  tried(task, Object.keys(grammarSums).length);
  await expect(checkoutSource(root).grammar('json')).resolves.toBeInstanceOf(Uint8Array);
  // A folder in which the file of that name is another one.
  await expect(folderSource(join(root, 'node_modules/web-tree-sitter')).grammar('tree-sitter')).resolves.toBeDefined();
  await expect(folderSource(join(root, 'node_modules/tree-sitter-wasms/out')).grammar('tree-sitter-c')).rejects.toThrow(
    'is not the grammar that Weir was packed with',
  );
});

test('C: what is bundled has its licence in the notices', async () => {
  expect(packageOf('node_modules/@a/b/node_modules/c/d.js')).toBe('c');
  expect(packageOf('src/a.ts')).toBeNull();
  const notices = await noticesOf(
    root,
    Object.keys(manifest.dependencies).map((name) => `node_modules/${name}/x`),
  );
  for (const [name, version] of Object.entries(manifest.dependencies))
    expect(notices).toContain(`\n${name} ${version} (`);
});

test.skipIf(!existsSync(vsix))('C: the package holds the files that were meant, and no secret', async ({ task }) => {
  const wheel = await openWheel(vsix);
  const names = [...wheel.names].sort();
  tried(task, names.length);
  // Grammars, pictures and translations by their kind: which ones there are is held elsewhere.
  const kinds = names.map((name) => name.replace(/(\/(?:grammars|media\/\w+|l10n)\/).*(\.\w+)$/, '$1*$2'));
  await expect(`${[...new Set(kinds)].join('\n')}\n`).toMatchFileSnapshot(join(root, 'test/fixtures/vsixFiles.txt'));
  const found: string[] = [];
  for (const name of names.filter((each) => !/\.(?:wasm|png|ttf)$/.test(each))) {
    const content = await wheel.text(name);
    for (const { start, end, kind } of [...findTokens(content), ...findBlocks(content)])
      found.push(`${name}: ${kind} ${content.slice(start, end)}`);
  }
  expect(found).toEqual([]);
});
