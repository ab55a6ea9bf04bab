// The small parts of the two commands: counting, flags, the environment for npm, the choice among a server's models.
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { importScript, repositoryRoot } from '../../support/importScript';

const { readFlags } = await importScript<{
  readFlags(args: readonly string[], known: object, command: string): Record<string, boolean>;
}>('flags.mjs');
const { envUnder } = await importScript<{
  envUnder(node: string, env: Record<string, string>): Record<string, string>;
}>('npm.mjs');
const { findServer, pickModels } = await importScript<{
  findServer(candidates: readonly { name: string; port: number }[]): Promise<unknown>;
  pickModels(ids: readonly string[]): { fast: string; strong: string } | null;
}>('serverModels.mjs');

async function closingLine(...commands: readonly [counts: object | null, exitCode: number][]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'weir-counts-'));
  try {
    const args: string[] = [];
    for (const [index, [counts, exitCode]] of commands.entries()) {
      const file = join(folder, String(index));
      if (counts) await writeFile(file, JSON.stringify(counts));
      args.push(`${file}:${exitCode}`);
    }
    const run = promisify(execFile)(process.execPath, [join(repositoryRoot, 'scripts', 'sumCounts.mjs'), ...args]);
    return await run.then(
      ({ stdout }) => `0 ${stdout.trim()}`,
      (error: { code: number; stdout: string }) => `${error.code} ${error.stdout.trim()}`,
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

test('two commands that passed are added up', async () => {
  const line = await closingLine([{ passed: 3, failed: 0, skipped: 1 }, 0], [{ passed: 2, failed: 0, skipped: 0 }, 0]);
  expect(line).toBe('0 5 passed, 0 failed, 1 skipped');
});

test('a command that died before counting is a failure', async () => {
  expect(await closingLine([{ passed: 3, failed: 0, skipped: 0 }, 0], [null, 1])).toBe('1 3 passed, 1 failed');
});

test('a command that failed after counting only passes is a failure', async () => {
  expect(await closingLine([{ passed: 3, failed: 0, skipped: 0 }, 1])).toBe('1 3 passed, 1 failed');
});

test('what failed is named right before the sum', async () => {
  const line = await closingLine(
    [{ passed: 3, failed: 1, skipped: 0, reds: ['a.test.ts: it holds: expected 1 to be 2'] }, 1],
    [{ passed: 2, failed: 0, skipped: 0 }, 0],
  );
  expect(line).toBe('1 red: a.test.ts: it holds: expected 1 to be 2\n5 passed, 1 failed');
});

test('no command loads what only Node 24 knows before it runs under Node 24', async () => {
  const { scripts } = JSON.parse(await readFile(join(repositoryRoot, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };
  const seen = new Set<string>();
  const queue = Object.values(scripts).flatMap((command) => /^node (scripts\/\S+)/.exec(command)?.[1] ?? []);
  for (const file of queue) {
    if (seen.has(file)) continue;
    seen.add(file);
    const text = await readFile(join(repositoryRoot, file), 'utf8');
    queue.push(...Array.from(text.matchAll(/^import .*'\.\/(.*\.mjs)';$/gm), ([, name]) => `scripts/${name}`));
  }
  expect(seen.size).toBeGreaterThan(15);
  expect([...seen]).toContain('scripts/reliability.mjs');
  expect([...seen]).not.toContain('scripts/tsImports.mjs');
});

test('nothing that ran is no success', async () => {
  expect(await closingLine([{ passed: 0, failed: 0, skipped: 4 }, 0])).toBe('1 0 passed, 0 failed, 4 skipped');
});

test('an unknown flag is one sentence that names the known ones', () => {
  expect(readFlags(['--yes'], { yes: '' }, 'npm start')).toEqual({ yes: true });
  const wrong = (): unknown => readFlags(['--yess'], { yes: '' }, 'npm start');
  expect(wrong).toThrow('npm start knows no "--yess": it takes --yes.');
  expect(() => readFlags(['yes'], { yes: '' }, 'npm start')).toThrow('knows no "yes"');
});

test('npm under another Node is not told about the npm around it, but keeps what the user configured', () => {
  const outer = {
    PATH: '/usr/bin',
    npm_config_user_agent: 'npm/11 node/v20',
    npm_config_local_prefix: '/outer',
    npm_lifecycle_event: 'test',
    npm_config_registry: 'kept',
  };
  expect(envUnder('/tools/bin/node', outer)).toEqual({ PATH: '/tools/bin:/usr/bin', npm_config_registry: 'kept' });
});

test.each([
  [['qwen2.5-coder:7b', 'qwen2.5-coder:1.5b', 'nomic-embed-text'], 'qwen2.5-coder:1.5b', 'qwen2.5-coder:7b'],
  [['smollm2-360m', 'phi-4-14B'], 'smollm2-360m', 'phi-4-14B'],
  [['only'], 'only', 'only'],
])('of %o the fast one is %s and the strong one %s', (ids, fast, strong) => {
  expect(pickModels(ids)).toEqual({ fast, strong });
});

test('a server without a model for text is none', () => {
  expect(pickModels(['nomic-embed-text'])).toBeNull();
});

test('a server is found by asking it, and one that says something else is passed over', async () => {
  const server = createServer((request, response) => {
    response.end(request.url === '/v1/models' ? '{"data":[{"id":"m-7b"}]}' : 'no');
  });
  const other = createServer((_request, response) => response.end('<html>'));
  await Promise.all([server, other].map((each) => new Promise<void>((done) => each.listen(0, '127.0.0.1', done))));
  const port = (each: typeof server): number => (each.address() as AddressInfo).port;
  try {
    const candidates = [
      { name: 'Other', port: port(other) },
      { name: 'Mine', port: port(server) },
    ];
    const baseUrl = `http://127.0.0.1:${port(server)}/v1`;
    expect(await findServer(candidates)).toEqual({ name: 'Mine', baseUrl, fast: 'm-7b', strong: 'm-7b' });
    expect(await findServer(candidates.slice(0, 1))).toBeNull();
  } finally {
    for (const each of [server, other]) {
      each.closeAllConnections();
      each.close();
    }
  }
});
