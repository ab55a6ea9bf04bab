// Where Debug starts from, in the real editor: an exception in a debug session, a failed test, a failed command in the terminal,
// a terminal selection and a quick fix. Each leads to an answer with frames to click and a verified change opened as a diff.
// And what Explain is asked about: a name, more of it, a file's changes.
import { execFileSync } from 'node:child_process';
import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Frame } from 'playwright-core';
import type { CodeAction, TestRunRequest } from 'vscode';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { Trace } from '../../src/core/trace';
import { editBlock, openDiffs, openPlace } from '../support/editorPatch';
import { launchWeir, patience, type WeirEditor } from '../support/editorWeir';

const diagnosis = [
  'The cause is in shop/stock.ts:22: `take` counts the pieces of one article once, and the cart holds it twice.',
  '',
  editBlock(
    'shop/stock.ts',
    '    const left = this.count(number) - count;',
    '    const left = this.count(number) - Math.max(0, count);',
  ),
].join('\n');
const scale =
  'export function scale(size: number): number {\n  const factor: number = "2";\n  return size * factor;\n}\n';
// Terminals and debuggers start processes of their own.
vi.setConfig({ testTimeout: 180_000 });
/** A cell that failed in a module of the workspace, as Jupyter keeps it. */
const notebook = JSON.stringify({
  cells: [
    {
      cell_type: 'code',
      execution_count: 1,
      metadata: {},
      source: ['from app.money import to_cents\n', 'to_cents("abc")'],
      outputs: [
        {
          output_type: 'error',
          ename: 'ValueError',
          evalue: "invalid literal for int() with base 10: 'abc'",
          traceback: [
            '\u001b[0;31mValueError\u001b[0m                                Traceback (most recent call last)',
            'Cell \u001b[0;32mIn[1], line 2\u001b[0m\n      1 from app.money import to_cents\n----> 2 to_cents("abc")',
            'File \u001b[0;32m~/work/app/money.py:7\u001b[0m, in \u001b[0;36mto_cents\u001b[0;34m(text)\u001b[0m\n----> 7     return int(whole)',
            "\u001b[0;31mValueError\u001b[0m: invalid literal for int() with base 10: 'abc'",
          ],
        },
      ],
    },
  ],
  metadata: { language_info: { name: 'python' } },
  nbformat: 4,
  nbformat_minor: 5,
});
let weir: WeirEditor;
let view: Frame;

beforeAll(async () => {
  weir = await launchWeir({
    files: { 'shop/scale.ts': scale, 'notes.txt': 'Notes.\n', 'analysis.ipynb': notebook },
    settings: { 'weir.offerDebug': true, 'git.enabled': true, 'git.openRepositoryInParentFolders': 'never' },
  });
  weir.fast.script = () => ({
    text: JSON.stringify({ suspects: [0], hypothesis: 'The same article stands twice.', needs: [] }),
  });
  weir.strong.script = () => ({ text: diagnosis });
});

afterAll(async () => {
  await weir?.dispose();
});

beforeEach(async () => {
  await weir.page.closeEditors();
  await weir.probe.command('notifications.clearAll');
});

/** What every entrance leads to. */
async function expectAnswer(before: readonly Trace[], error: string): Promise<Trace> {
  const trace = await weir.nextTrace(before, ({ kind }) => kind === 'debug');
  expect(trace).toMatchObject({ shown: 'strong', route: { rule: 'trace-files' } });
  view = await weir.answerView();
  await expect.poll(() => view.locator('.answer-head').innerText(), patience).toContain(error);
  await expect.poll(() => openDiffs(weir.probe), patience).toEqual(['stock.ts (Weir: applies, parses, names exist)']);
  await view.locator('.frame-row').filter({ hasText: 'shop/checkout.ts:12' }).click(patience);
  await expect.poll(() => openPlace(weir.probe), patience).toBe('shop/checkout.ts:12');
  return trace;
}

async function launch(more: Readonly<Record<string, boolean>>): Promise<void> {
  await weir.probe.run(
    async (vscode, program, options) => {
      const [folder] = vscode.workspace.workspaceFolders ?? [];
      const runtimeExecutable = process.execPath;
      const base = { type: 'node', request: 'launch', name: 'Shop', console: 'internalConsole' };
      await vscode.debug.startDebugging(folder, { ...base, program, runtimeExecutable, ...options });
      return null;
    },
    join(weir.workspace, 'shop/main.ts'),
    { ...more },
  );
}

test('a failed command in the terminal is offered', async () => {
  const before = weir.traces();
  await weir.probe.run(async (vscode, node) => {
    const terminal = vscode.window.createTerminal('shop');
    terminal.show();
    // The shell tells the editor of its commands from its first prompt on.
    const started = new Promise<void>((resolve) => {
      vscode.window.onDidChangeTerminalShellIntegration((event) => event.terminal === terminal && resolve());
    });
    if (!terminal.shellIntegration) await started;
    terminal.shellIntegration?.executeCommand(`"${node}" shop/main.ts`);
    return null;
  }, process.execPath);
  const offer = weir.page.notification('A command failed with RangeError.');
  await offer.waitFor({ timeout: patience.timeout });
  await weir.page.pictures('failed-command');
  await offer.getByRole('button', { name: 'Debug', exact: true }).click();
  await expectAnswer(before, 'RangeError');
  await weir.page.pictures('failed-command-answer');
});

test('what is selected in the terminal is debugged, and the clipboard is as it was', async () => {
  const before = weir.traces();
  await weir.probe.run(async (vscode) => vscode.env.clipboard.writeText('something of mine'));
  await weir.probe.command('workbench.action.terminal.focus');
  await weir.probe.command('workbench.action.terminal.selectAll');
  await weir.page.runCommand('Weir: Debug Terminal Selection or Last Command');
  await expectAnswer(before, 'RangeError');
  expect(await weir.probe.run((vscode) => vscode.env.clipboard.readText())).toBe('something of mine');
  await weir.probe.command('workbench.action.closePanel');
});

test('an exception that a debugged program printed is offered, and stays within reach', async () => {
  const before = weir.traces();
  await launch({});
  const offer = weir.page.notification('A debugged program failed with RangeError.');
  await offer.waitFor({ timeout: patience.timeout });
  await offer.getByRole('button', { name: 'Debug', exact: true }).click();
  await expectAnswer(before, 'RangeError');
  const again = weir.traces();
  await weir.page.runCommand('Weir: Debug Exception');
  await expectAnswer(again, 'RangeError');
});

test('an exception at which the debugger stopped', async () => {
  const before = weir.traces();
  await launch({ stopOnEntry: true });
  const stopped = (): Promise<boolean> =>
    weir.probe.run((vscode) => vscode.debug.activeStackItem instanceof vscode.DebugStackFrame);
  await expect.poll(stopped, patience).toBe(true);
  await weir.probe.run(async (vscode) => {
    const filters = { filters: ['all', 'uncaught'] };
    await vscode.debug.activeDebugSession?.customRequest('setExceptionBreakpoints', filters);
    return null;
  });
  await weir.probe.command('workbench.action.debug.continue');
  await expect.poll(() => openPlace(weir.probe), patience).toBe('shop/stock.ts:23');
  await weir.page.pictures('debugger-stopped');
  await weir.page.browserPage.locator('.debug-toolbar').getByRole('button', { name: 'Debug Exception' }).click();
  await expectAnswer(before, 'RangeError');
  await weir.probe.command('workbench.action.debug.stop');
});

test('a failed test, from the menu of its message', async () => {
  const before = weir.traces();
  await weir.probe.run(async (vscode) => {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    if (folder === undefined) throw new Error('no workspace folder');
    const file = vscode.Uri.joinPath(folder.uri, 'shop/main.ts');
    const controller = vscode.tests.createTestController('shop', 'Shop');
    const item = controller.createTestItem('sells', 'sells two carts', file);
    item.range = new vscode.Range(10, 0, 10, 10);
    controller.items.add(item);
    const place = (path: string, line: number): string => `${vscode.Uri.joinPath(folder.uri, path).fsPath}:${line}:3`;
    const runTests = (request: TestRunRequest): void => {
      const run = controller.createTestRun(request);
      const message = new vscode.TestMessage(
        [
          'RangeError: B-210: 2 wanted, 1 there',
          `    at Stock.take (${place('shop/stock.ts', 23)})`,
          `    at reserve (${place('shop/cart.ts', 12)})`,
          `    at checkout (${place('shop/checkout.ts', 12)})`,
          `    at ${place('shop/main.ts', 12)}`,
        ].join('\n'),
      );
      message.location = new vscode.Location(file, new vscode.Position(10, 0));
      run.started(item);
      run.failed(item, message, 12);
      run.end();
    };
    controller.createRunProfile('Run', vscode.TestRunProfileKind.Run, runTests, true);
    await vscode.window.showTextDocument(file);
    return null;
  });
  const { browserPage } = weir.page;
  const row = browserPage.locator('.test-output-peek-tree .monaco-list-row').filter({ hasText: 'RangeError' }).first();
  // The editor runs nothing before it has heard of the test, and does not say when it has.
  await expect
    .poll(async () => {
      await weir.probe.command('testing.runAll');
      await weir.probe.command('workbench.panel.testResults.view.focus');
      return row.waitFor({ timeout: 3_000 }).then(
        () => true,
        () => false,
      );
    }, patience)
    .toBe(true);
  await row.click();
  const button = browserPage.getByText('Debug Test Failure').filter({ visible: true }).first();
  await button.waitFor({ timeout: patience.timeout });
  await weir.page.pictures('failed-test');
  await button.click();
  await expectAnswer(before, 'RangeError');
});

test('a notebook cell that failed, its own code with it', async () => {
  await weir.probe.run(async (vscode) => {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    if (folder === undefined) throw new Error('no workspace folder');
    const uri = vscode.Uri.joinPath(folder.uri, 'analysis.ipynb');
    await vscode.window.showNotebookDocument(await vscode.workspace.openNotebookDocument(uri));
    return null;
  });
  const before = weir.traces();
  await weir.page.runCommand('Weir: Debug Notebook Cell');
  const trace = await weir.nextTrace(before, ({ kind }) => kind === 'debug');
  expect(trace.path).toBe('app/money.py');
  expect(trace.attempts.at(-1)?.sent).toContain('analysis.ipynb, cell 1');
  view = await weir.answerView();
  await expect.poll(() => view.locator('.answer-head').innerText(), patience).toContain('ValueError');
  await weir.page.pictures('notebook-cell');
});

test('a quick fix mends what the editor reports, and can be switched off', async () => {
  weir.fast.script = () => ({
    text: `The factor becomes a number.\n\n${editBlock('shop/scale.ts', '  const factor: number = "2";', '  const factor = 2;')}`,
    logprobs: -0.05,
  });
  const titles = (): Promise<string[]> =>
    weir.probe.run(async (vscode) => {
      const uri = vscode.window.activeTextEditor?.document.uri;
      const at = new vscode.Range(1, 8, 1, 8);
      const actions = await vscode.commands.executeCommand<CodeAction[]>('vscode.executeCodeActionProvider', uri, at);
      return actions.map(({ title }) => title).filter((title) => title.includes('Weir'));
    });
  await weir.page.openFile('shop/scale.ts');
  await expect.poll(titles, patience).toEqual(['Explain with Weir', 'Mend with Weir']);
  await weir.probe.configure('weir.quickFixes', false);
  await expect.poll(titles, patience).toEqual([]);
  await weir.probe.configure('weir.quickFixes', true);

  const before = weir.traces();
  await weir.page.setCursor(2, 9);
  await weir.page.press(`${weir.page.modifier}+.`);
  await weir.page.browserPage.locator('.action-widget').getByText('Mend with Weir').click();
  const trace = await weir.nextTrace(before, ({ kind }) => kind === 'edit');
  expect(trace.attempts[0]?.sent).toContain("is not assignable to type 'number'");
  await expect.poll(() => openDiffs(weir.probe), patience).toEqual(['scale.ts (Weir: applies, parses, names exist)']);
  await weir.page.pictures('quick-fix');
});

test('a name is explained with the function around it, and at more length when asked', async () => {
  const short = 'The name `left` is what `count` leaves of the pieces of an article, before they are taken.';
  const long = `${short} It is negative where there are too few, and then \`take\` throws a \`RangeError\`.`;
  weir.fast.script = ({ prompt }) => ({ text: prompt.includes('at most 400 words') ? long : short, logprobs: -0.05 });
  await weir.page.openFile('shop/stock.ts');
  await weir.page.setCursor(21, 11, 21, 15);
  const before = weir.traces();
  await weir.page.runCommand('Weir: Explain');
  const trace = await weir.nextTrace(before, ({ kind }) => kind === 'explain');
  expect(trace.attempts[0]?.sent).toContain('what this name means');
  expect(trace.attempts[0]?.sent).toContain('take(number: string');
  // The files were listed for the traces before: the imports' targets are known without waiting for a search.
  expect(trace.features).toMatchObject({ 'syntax.at.name': 1, 'syntax.workspaceImports': 1 });
  expect(trace.features['syntax.classLines']).toBeGreaterThan(10);
  view = await weir.answerView();
  await expect.poll(() => view.locator('.markdown').innerText(), patience).toContain('before they are taken.');
  await weir.page.pictures('explain-name');
  await view.getByRole('button', { name: 'More', exact: true }).click();
  await expect.poll(() => view.locator('.markdown').innerText(), patience).toContain('throws a RangeError.');
  await expect.poll(() => view.getByRole('button', { name: 'More', exact: true }).isHidden(), patience).toBe(true);
});

test('the language status says which grammar serves a file, and where there is none', async () => {
  const { browserPage } = weir.page;
  const hover = browserPage.locator('.hover-language-status');
  /** The list comes a moment after the mouse does: each look that finds nothing moves it there anew. */
  const expectWords = (words: string): Promise<void> =>
    expect
      .poll(
        async () => {
          const said = (await hover.allInnerTexts()).join(' ');
          if (said.includes(words)) return said;
          await browserPage.mouse.move(600, 300);
          await browserPage.locator('[id="status.languageStatus"]').hover();
          return said;
        },
        { ...patience, interval: 1_500 },
      )
      .toContain(words);
  await weir.page.openFile('shop/stock.ts');
  await expectWords('Weir: grammar typescript');
  await weir.page.openFile('notes.txt');
  await expectWords('Weir: heuristic only');
  await weir.page.pictures('language-status');
});

test('the last change of a trace’s files is shown to the model, and can be explained by itself', async () => {
  const git = (...args: string[]): string => {
    const who = ['-c', 'user.name=Weir', '-c', 'user.email=weir@example.com'];
    return execFileSync('git', [...who, ...args], { cwd: weir.workspace, encoding: 'utf8' });
  };
  git('init', '--quiet');
  git('add', '.');
  git('commit', '--quiet', '--message', 'first');
  await appendFile(join(weir.workspace, 'shop/stock.ts'), '\n// counted on Mondays\n');
  await weir.probe.command('git.openRepository', weir.workspace);
  weir.fast.script = () => ({
    text: 'This change adds a comment at the end of the file, `counted on Mondays`, and changes nothing that runs.',
    logprobs: -0.05,
  });
  await weir.page.openFile('shop/stock.ts');
  const explained = async (): Promise<string> => {
    const before = weir.traces();
    await weir.probe.command('weir.explainChanges');
    const trace = weir.traces().find(({ kind, id }) => kind === 'explain' && before.every((one) => one.id !== id));
    return trace?.attempts[0]?.sent ?? '';
  };
  await expect.poll(explained, patience).toContain('+// counted on Mondays');

  const before = weir.traces();
  const place = (path: string, line: number): string => `${join(weir.workspace, path)}:${line}:3`;
  const text = ['RangeError: B-210: 2 wanted', `    at Stock.take (${place('shop/stock.ts', 23)})`].join('\n');
  await weir.probe.run(async (vscode, trace) => vscode.commands.executeCommand('weir.debug', trace), text);
  const trace = await weir.nextTrace(before, ({ kind }) => kind === 'debug');
  expect(trace.attempts.at(-1)?.sent).toContain('The last change of shop/stock.ts, as a diff');
});
