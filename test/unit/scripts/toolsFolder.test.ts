// The tools folder: where it is, and that nothing half done is ever taken for installed.
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { importScript } from '../../support/importScript';

interface Script {
  toolsFolder(env: Record<string, string>, platform: string, home: string): string;
  installOnce(tools: string, name: string, fill: (folder: string) => Promise<void>): Promise<string>;
}

const { toolsFolder, installOnce } = await importScript<Script>('toolsFolder.mjs');
let tools: string;

beforeEach(async () => {
  tools = await mkdtemp(join(tmpdir(), 'weir-tools-'));
});

afterEach(async () => {
  await rm(tools, { recursive: true, force: true });
});

test.each([
  [{ WEIR_TOOLS: '/elsewhere' }, 'linux', '/elsewhere'],
  [{}, 'linux', '/home/me/.cache/weir-dev'],
  [{ XDG_CACHE_HOME: '/cache' }, 'linux', '/cache/weir-dev'],
  [{}, 'darwin', '/home/me/Library/Caches/weir-dev'],
  [{ LOCALAPPDATA: '/local' }, 'win32', '/local/weir-dev'],
])('with %o on %s it is %s', (env, platform, expected) => {
  expect(toolsFolder(env as Record<string, string>, platform, '/home/me')).toBe(expected);
});

test('what is installed once is not installed again', async () => {
  let fills = 0;
  const fill = async (folder: string): Promise<void> => writeFile(join(folder, 'tool'), String(++fills));
  await installOnce(tools, 'thing-1', fill);
  const folder = await installOnce(tools, 'thing-1', fill);
  expect(fills).toBe(1);
  expect(await readFile(join(folder, 'tool'), 'utf8')).toBe('1');
});

test('a failed installation leaves nothing and is tried again', async () => {
  const fail = async (folder: string): Promise<void> => {
    await writeFile(join(folder, 'half'), '');
    throw new Error('network down');
  };
  await expect(installOnce(tools, 'thing-1', fail)).rejects.toThrow('network down');
  expect(await readdir(tools)).toEqual([]);
  const folder = await installOnce(tools, 'thing-1', (work) => writeFile(join(work, 'whole'), ''));
  expect(existsSync(join(folder, 'whole'))).toBe(true);
});

test('a folder without its stamp is replaced', async () => {
  await mkdir(join(tools, 'thing-1'));
  await writeFile(join(tools, 'thing-1', 'half'), '');
  const folder = await installOnce(tools, 'thing-1', (work) => writeFile(join(work, 'whole'), ''));
  expect((await readdir(folder)).sort()).toEqual(['.installed', 'whole']);
});

test('ten at once end with one whole folder and no rest', async () => {
  const fill = async (work: string): Promise<void> => {
    await writeFile(join(work, 'first'), work);
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 20));
    await writeFile(join(work, 'second'), work);
  };
  const folders = await Promise.all(Array.from({ length: 10 }, () => installOnce(tools, 'thing-1', fill)));
  expect(new Set(folders)).toEqual(new Set([join(tools, 'thing-1')]));
  expect(await readdir(tools)).toEqual(['thing-1']);
  const folder = join(tools, 'thing-1');
  expect(await readFile(join(folder, 'first'), 'utf8')).toBe(await readFile(join(folder, 'second'), 'utf8'));
});

test('what an interrupted run left long ago is removed, a running one is left alone', async () => {
  for (const name of ['.tmp-old-1', '.tmp-new-1']) await mkdir(join(tools, name));
  const yesterday = new Date(Date.now() - 24 * 3600 * 1000);
  await utimes(join(tools, '.tmp-old-1'), yesterday, yesterday);
  await installOnce(tools, 'thing-1', async () => undefined);
  expect((await readdir(tools)).sort()).toEqual(['.tmp-new-1', 'thing-1']);
});
