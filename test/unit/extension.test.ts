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

test('Weir itself that could not be loaded is loaded with the next question, and only once where it could', async () => {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: ['src/extension.ts'],
    bundle: true,
    write: false,
    format: 'cjs',
    platform: 'node',
    supported: { 'dynamic-import': false },
    external: ['vscode', './startWeir'],
  });
  const commands = new Map<string, () => Promise<void>>();
  let unreadable = true;
  let [loads, starts, asked] = [0, 0, 0];
  const modules: Readonly<Record<string, () => unknown>> = {
    vscode: () => editorThatRegisters(commands),
    './startWeir': () => {
      loads += 1;
      if (unreadable) throw new Error('EBUSY: resource busy');
      return {
        startWeir: () => {
          starts += 1;
          return { commands: { 'weir.menu': () => (asked += 1) } };
        },
      };
    },
  };
  const entry = { exports: {} as { activate(context: unknown): void } };
  const run = new Function('require', 'module', 'exports', outputFiles[0]?.text ?? '');
  run((name: string) => modules[name]?.(), entry, entry.exports);
  const subscriptions: { dispose(): void }[] = [];
  entry.exports.activate({ subscriptions });
  const menu = commands.get('weir.menu');

  await expect(Promise.all([menu?.(), menu?.()])).rejects.toThrow('EBUSY');
  expect(loads).toBe(1);
  await expect(menu?.()).rejects.toThrow('EBUSY');
  unreadable = false;
  await menu?.();
  await menu?.();
  expect([loads, starts, asked]).toEqual([3, 1, 2]);
  for (const one of subscriptions) one.dispose();
});

/** What an entry asks of the editor: whatever it registers can be disposed of, and its commands can be run. */
function editorThatRegisters(commands: Map<string, () => Promise<void>>): unknown {
  const disposable = { dispose: () => undefined };
  const registering = new Proxy(
    {},
    {
      get: (_target, name) => (id: string, run: () => Promise<void>) => {
        if (name === 'registerCommand') commands.set(id, run);
        return name === 'createChatParticipant'
          ? { ...disposable, onDidReceiveFeedback: () => disposable }
          : disposable;
      },
    },
  );
  return {
    ...{ commands: registering, languages: registering, window: registering, chat: registering, lm: registering },
    ThemeIcon: class {},
    CodeActionKind: { QuickFix: { append: () => disposable } },
  };
}
