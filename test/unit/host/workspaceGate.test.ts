// The one gate to the workspace's files, with an editor that does nothing but say whether the workspace is trusted.
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, beforeEach, expect, test, vi } from 'vitest';

const editor = vi.hoisted(() => ({
  trusted: false,
  folder: '',
  asked: [] as string[],
  /** What the search for ignore files finds: in each turn when it ends, with which text. */
  ignoreFiles: [] as (() => Promise<string>)[],
  folders: [] as (() => void)[],
  changed: [] as (() => void)[],
}));

vi.mock('vscode', () => {
  const nothing = { dispose: () => undefined };
  const uri = (path: string) => ({ fsPath: path, scheme: 'file', toString: () => `file://${path}` });
  const noted = (name: string) => () => {
    editor.asked.push(name);
    return Promise.resolve([]);
  };
  return {
    FileType: { File: 1 },
    l10n: { t: (text: string) => text },
    Uri: { joinPath: ({ fsPath }: { fsPath: string }, ...parts: string[]) => uri(join(fsPath, ...parts)) },
    workspace: {
      get isTrusted() {
        return editor.trusted;
      },
      get workspaceFolders() {
        return [{ uri: uri(editor.folder) }];
      },
      textDocuments: [],
      findFiles: async () => {
        editor.asked.push('findFiles');
        const found = editor.ignoreFiles.shift();
        return found === undefined ? [] : [{ text: await found(), ...uri(join(editor.folder, '.gitignore')) }];
      },
      fs: {
        stat: noted('stat'),
        readFile: ({ text }: { text: string }) => Promise.resolve(new TextEncoder().encode(text)),
      },
      createFileSystemWatcher: () => ({
        onDidChange: (listener: () => void) => (editor.changed.push(listener), nothing),
        onDidCreate: () => nothing,
        onDidDelete: () => nothing,
      }),
      onDidChangeWorkspaceFolders: (listener: () => void) => (editor.folders.push(listener), nothing),
      onDidCloseTextDocument: () => nothing,
      getWorkspaceFolder: () => ({ uri: uri(editor.folder) }),
      asRelativePath: ({ fsPath }: { fsPath: string }) => relative(editor.folder, fsPath),
    },
  };
});

const { Workspace } = await import('../../../src/host/workspace');
const base = mkdtempSync(join(tmpdir(), 'weir-gate-'));
editor.folder = join(base, 'work');
mkdirSync(editor.folder);
writeFileSync(join(editor.folder, 'a.ts'), 'own');
writeFileSync(join(editor.folder, '.env'), 'canary');
writeFileSync(join(base, 'outside.ts'), 'canary');
afterAll(() => rmSync(base, { recursive: true, force: true }));

beforeEach(() => {
  editor.trusted = true;
  editor.asked.length = 0;
  editor.ignoreFiles.length = 0;
});

test('T21: before trust, nothing is read, listed or looked for', async () => {
  editor.trusted = false;
  const workspace = new Workspace();
  await workspace.ready();
  expect(await workspace.read('a.ts')).toBeNull();
  expect(await workspace.files()).toEqual([]);
  const uri = workspace.uriOf('a.ts');
  expect(uri === null ? null : workspace.refusal(uri)).toContain('before you trust this workspace');
  expect(editor.asked).toEqual([]);
});

test('T5, T7: after it, the workspace is read, and neither what is denied nor what lies outside', async () => {
  const workspace = new Workspace();
  await workspace.ready();
  expect(await workspace.read('a.ts')).toBe('own');
  symlinkSync('.env', join(editor.folder, 'notes.ts'));
  symlinkSync('../outside.ts', join(editor.folder, 'out.ts'));
  for (const path of ['.env', 'notes.ts', 'out.ts', '../outside.ts', '/etc/passwd', 'C:/x', 'gone.ts', ''])
    expect(await workspace.read(path), path).toBeNull();
  const link = workspace.uriOf('notes.ts');
  expect(link === null ? null : workspace.refusal(link)).toContain('a link to a private one');
});

const now = (text: string) => () => Promise.resolve(text);

test('T6: a folder that comes later brings its ignore files with it', async () => {
  const workspace = new Workspace();
  editor.ignoreFiles.push(now(''));
  await workspace.ready();
  expect(await workspace.read('a.ts')).toBe('own');
  editor.ignoreFiles.push(now('a.ts\n'));
  for (const tell of editor.folders) tell();
  await workspace.ready();
  expect(await workspace.read('a.ts')).toBeNull();
});

test('T6: an older look at the ignore files that ends later does not undo a newer one', async () => {
  const workspace = new Workspace();
  const slow = Promise.withResolvers<string>();
  editor.ignoreFiles.push(() => slow.promise, now('a.ts\n'));
  const older = workspace.ready();
  for (const tell of editor.changed) tell();
  await workspace.ready();
  slow.resolve('');
  await older;
  expect(await workspace.read('a.ts')).toBeNull();
});

test('T6: where the links of a file lead is looked up again once the rules are others', async () => {
  const workspace = new Workspace();
  symlinkSync('a.ts', join(editor.folder, 'b.ts'));
  const link = workspace.uriOf('b.ts');
  if (link === null) throw new Error('no folder');
  expect(workspace.refusal(link)).toBeNull();
  editor.ignoreFiles.push(now('a.ts\n'));
  await workspace.ready();
  expect(workspace.refusal(link)).toContain('a link to a private one');
});
