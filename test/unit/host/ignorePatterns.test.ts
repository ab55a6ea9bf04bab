// Our matcher of ignore files against git itself, and files that nobody would write.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ignore from 'ignore';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { IgnoreRules } from '../../../src/core/privacy/ignoreRules';
import { seeded } from '../../support/seeded';
import { tried } from '../../support/tried';

const git = (args: readonly string[], input = '') =>
  spawnSync('git', [...args], { cwd: folder, input, encoding: 'utf8' });
const hasGit = spawnSync('git', ['--version']).status === 0;
let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'weir-ignore-'));
  if (hasGit) git(['init', '-q']);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const names = ['a', 'b', 'src', 'app', 'key', 'log', 'x1'];
const endings = ['', '.ts', '.js', '.log', '.env.local'];

test.skipIf(!hasGit)(
  'T6: random patterns deny what git ignores (skipped without git)',
  { timeout: 120_000 },
  ({ task }) => {
    const random = seeded(6);
    const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
    const name = (): string => pick(names) + pick(endings);
    const part = (): string =>
      pick([
        name,
        name,
        () => '*',
        () => '**',
        () => `*${pick(endings)}`,
        () => `${pick(names)}*`,
        () => '?',
        () => '[ab]',
      ])();
    const pattern = (): string => {
      const body = Array.from({ length: 1 + Math.floor(random() * 3) }, part).join('/');
      return `${random() < 0.2 ? '!' : ''}${random() < 0.3 ? '/' : ''}${body}${random() < 0.25 ? '/' : ''}`;
    };
    const path = (): string => Array.from({ length: 1 + Math.floor(random() * 4) }, name).join('/');
    let patterns = 0;
    let paths = 0;
    const wrong: string[] = [];
    while (patterns < 5000) {
      const lines = Array.from({ length: 25 }, () => (random() < 0.1 ? '# a remark' : pattern()));
      const asked = [...new Set(Array.from({ length: 40 }, path))];
      patterns += lines.length;
      paths += asked.length;
      writeFileSync(join(folder, '.gitignore'), `${lines.join('\n')}\n`);
      const { stdout } = git(['-c', 'core.excludesFile=', 'check-ignore', '--no-index', '--stdin'], asked.join('\n'));
      const denied = new Set(stdout.split('\n'));
      const rules = ignore().add(lines.join('\n'));
      for (const one of asked) {
        // What git ignores, we deny. The other way round is no leak; it is counted all the same.
        if (denied.has(one) !== rules.ignores(one))
          wrong.push(`${one} ${denied.has(one) ? 'leaks' : 'denied more'} by ${lines.join(' ')}`);
      }
    }
    tried(task, patterns, `${paths} paths, ${wrong.length} unlike git`);
    expect(wrong).toEqual([]);
  },
);

test('T6: fuzzed ignore files deny or are silent, and re-admit nothing', ({ task }) => {
  const random = seeded(60);
  const characters = [
    '!',
    '*',
    '**',
    '/',
    '\\',
    '[',
    ']',
    '?',
    '#',
    ' ',
    '\n',
    '\r\n',
    '.env',
    'a',
    '\u0000',
    '{',
    '}',
    '^',
    '-',
    'id_rsa',
    '(',
    '+',
    '\ud800',
  ];
  tried(task, 200);
  for (let file = 0; file < 200; file++) {
    const text = Array.from({ length: 120 }, () => characters[Math.floor(random() * characters.length)]).join('');
    let matcher: { ignores(path: string): boolean } | null = null;
    try {
      const rules = ignore().add(text);
      matcher = { ignores: (path) => rules.ignores(path) };
    } catch {
      // As the host does: what cannot be understood denies all below it.
    }
    const rules = new IgnoreRules([{ folder: '', name: '.gitignore', matcher }]);
    for (const secret of ['.env', 'a/.env', 'id_rsa', '.ssh/config']) expect(rules.check(secret).denied).toBe(true);
    expect(typeof rules.check('src/a.ts').denied).toBe('boolean');
  }
});
