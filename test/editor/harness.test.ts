// The harness itself, on a stub extension: when this fails, nothing that the other editor tests say can be believed.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchEditor, type Editor } from '../support/editor';
import { patience } from '../support/editorWeir';

const here = import.meta.dirname;
let editor: Editor;

beforeAll(async () => {
  editor = await launchEditor({
    vsix: [join(here, 'stub')],
    workspace: join(here, 'workspace'),
    // The editor's own list of words comes up on a slow machine, and takes the Tab.
    settings: { 'stub.word': 'from settings', 'editor.quickSuggestions': false },
    env: { STUB_ENV: 'seen' },
  });
}, 120_000);

afterAll(async () => {
  await editor.dispose();
  expect(existsSync(editor.userData)).toBe(false);
});

test('the extension host sees settings, environment and a copy of the workspace', async () => {
  const seen = await editor.probe.run((vscode, name) => {
    const word = vscode.workspace.getConfiguration('stub').get<string>('word') ?? '';
    return { word, env: process.env[name] ?? '', folder: vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '' };
  }, 'STUB_ENV');
  expect(seen).toEqual({ word: 'from settings', env: 'seen', folder: editor.workspace });
});

test('an error in the extension host reaches the test', async () => {
  const failing = editor.probe.run(() => {
    throw new Error('said there');
  });
  await expect(failing).rejects.toThrow('said there');
});

test('a status bar item is read as it is drawn', async () => {
  await editor.page.statusBarItem('stub from settings').waitFor();
  expect(await editor.page.statusBar()).toContain('stub from settings');
});

test('ghost text of one line appears after typing and Tab takes it', async () => {
  await editor.page.openFile('sum.py');
  await editor.page.setCursor(3, 1);
  // The editor makes the part that asks for suggestions when it is idle, or asked by hand: what is typed before is never asked about.
  await editor.probe.command('editor.action.inlineSuggest.trigger');
  await editor.page.type('one');
  expect(await editor.page.waitForGhostText()).toBe(' = 1 + 2');
  await editor.page.screenshot('harness-ghost-dark');
  await editor.page.press('Tab');
  await expect.poll(() => editor.page.text(), patience).toContain('one = 1 + 2');
  await expect.poll(() => editor.page.ghostText(), patience).toBe('');
});

test('ghost text of several lines is read with its line breaks', async () => {
  await editor.page.openFile('sum.py');
  await editor.page.setCursor(4, 1);
  await editor.page.type('def many');
  expect(await editor.page.waitForGhostText()).toBe('_lines():\n    first = 1\n    return first');
  await editor.page.screenshot('harness-ghost-lines');
  await editor.page.press('Escape');
  await expect.poll(() => editor.page.ghostText(), patience).toBe('');
});

test('editors close though a save is still on its way', async () => {
  await editor.page.openFile('sum.py');
  await editor.probe.run(async (vscode) => {
    const document = vscode.window.activeTextEditor?.document;
    if (!document) throw new Error('no editor is open');
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(0, 0), '\n');
    await vscode.workspace.applyEdit(edit);
    setTimeout(() => void document.save(), 500);
    return null;
  });
  await editor.page.closeEditors();
  expect(await editor.probe.run((vscode) => vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).length)).toBe(0);
});

test('a setting is changed though its file was left unsaved', async () => {
  await editor.probe.command('workbench.action.openSettingsJson');
  await editor.probe.run(async (vscode) => {
    const document = vscode.window.activeTextEditor?.document;
    if (!document?.fileName.endsWith('settings.json')) throw new Error('the settings are not open');
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(0, 0), '\n');
    await vscode.workspace.applyEdit(edit);
    return null;
  });
  await editor.probe.configure('stub.word', 'from the test');
  const word = editor.probe.run((vscode) => vscode.workspace.getConfiguration('stub').get<string>('word') ?? '');
  expect(await word).toBe('from the test');
  await editor.page.closeEditors();
});

test('a command runs through the palette and its notification is read', async () => {
  await editor.page.runCommand('Stub: Say Hello');
  await editor.page.notification('Hello from the stub').waitFor();
  expect(await editor.page.notifications()).toContain('Hello from the stub');
});

test('a webview is found, clicked in and heard by the extension', async () => {
  await editor.page.runCommand('Stub: Open Panel');
  const view = await editor.page.webview('Stub view');
  await view.locator('#b').click();
  await expect.poll(() => view.locator('#out').innerText(), patience).toBe('host heard asked');
});

test('the theme switches', async () => {
  await editor.page.setTheme('light');
  await editor.page.screenshot('harness-light');
  await editor.page.setTheme('dark');
});
