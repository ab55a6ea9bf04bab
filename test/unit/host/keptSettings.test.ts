// Settings are read once and forgotten with any change, with an editor that counts how often it is asked.
import { beforeEach, expect, test, vi } from 'vitest';

const editor = vi.hoisted(() => ({
  reads: 0,
  model: 'first',
  heard: [] as (() => void)[],
}));

vi.mock('vscode', () => {
  class Uri {
    static file(path: string): Uri {
      return Object.assign(new Uri(), { toString: () => `file://${path}` });
    }
  }
  const listen = (heard: () => void) => {
    editor.heard.push(heard);
    return { dispose: () => editor.heard.splice(editor.heard.indexOf(heard), 1) };
  };
  return {
    Uri,
    workspace: {
      getConfiguration: () => {
        editor.reads++;
        return { get: (name: string) => (name === 'fast.model' ? editor.model : undefined), inspect: () => undefined };
      },
      onDidChangeConfiguration: listen,
      onDidChangeWorkspaceFolders: listen,
      onDidGrantWorkspaceTrust: listen,
    },
  };
});

const { Uri } = await import('vscode');
const { KeptSettings } = await import('../../../src/host/keptSettings');

beforeEach(() => {
  Object.assign(editor, { reads: 0, model: 'first', heard: [] });
});

test('settings are read once for each place: none, a file, a file in a language', () => {
  const settings = new KeptSettings();
  const uri = Uri.file('/a.ts');
  for (let times = 0; times < 10; times++) {
    settings.read();
    settings.read(uri);
    settings.read({ uri, languageId: 'typescript' });
    settings.read({ uri, languageId: 'python' });
  }
  expect(editor.reads).toBe(4);
});

test('a change of settings, of folders or of trust is seen at once', () => {
  const settings = new KeptSettings();
  expect(editor.heard).toHaveLength(3);
  for (const [turn, changed] of [...editor.heard].entries()) {
    settings.read();
    editor.model = `changed ${turn}`;
    expect(settings.read().fast.model).not.toBe(editor.model);
    changed();
    expect(settings.read().fast.model).toBe(editor.model);
  }
  settings.dispose();
  expect(editor.heard).toEqual([]);
});

test('thousands of files are not kept for ever, and are still read rightly', () => {
  const settings = new KeptSettings();
  for (let file = 0; file < 1000; file++) expect(settings.read(Uri.file(`/${file}.ts`)).fast.model).toBe('first');
  expect(editor.reads).toBe(1000);
  settings.read(Uri.file('/999.ts'));
  expect(editor.reads).toBe(1000);
});
