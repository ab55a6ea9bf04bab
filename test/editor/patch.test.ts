// Patches in the real editor: a pasted trace leads to a verified change, shown as a diff, written only when accepted, undone;
// an edit in words likewise, and one that does not apply escalates.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Frame } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { Trace } from '../../src/core/trace';
import { editBlock as block, openDiffs, openPlace } from '../support/editorPatch';
import { launchWeir, patience, type WeirEditor } from '../support/editorWeir';

const scale =
  'export function scale(size: number): number {\n  const factor: number = "2";\n  return size * factor;\n}\n';
/** Red until the sum starts at zero. */
const tasks = JSON.stringify({
  version: '2.0.0',
  tasks: [{ label: 'check sums', type: 'shell', command: 'grep -q "sum(amounts, 0)" app/money.py', group: 'test' }],
});
vi.setConfig({ testTimeout: 120_000 });
let weir: WeirEditor;
let view: Frame;

beforeAll(async () => {
  weir = await launchWeir({ files: { 'shop/scale.ts': scale, '.vscode/tasks.json': tasks } });
});

afterAll(async () => {
  await weir?.dispose();
});

beforeEach(async () => {
  await weir.page.closeEditors();
});

const click = (name: string): Promise<void> => view.getByRole('button', { name, exact: true }).click();
const onDisk = (path: string): Promise<string> => readFile(join(weir.workspace, path), 'utf8');
const patchWords = (): Promise<string> => view.locator('.patch').innerText();
const diffs = (): Promise<string[]> => openDiffs(weir.probe);
const outcomes = (trace: Trace): string[] =>
  weir
    .traces()
    .find(({ id }) => id === trace.id)
    ?.outcomes.map(({ kind }) => kind) ?? [];

async function edit(path: string, fromLine: number, toLine: number, wish: string): Promise<Trace> {
  const before = weir.traces();
  await weir.page.openFile(path);
  await weir.page.setCursor(fromLine, 1, toLine, 100);
  await weir.page.runCommand('Weir: Edit Selection…');
  const input = weir.page.browserPage.locator('.quick-input-widget input[type=text]');
  await input.waitFor();
  await input.fill(wish);
  await weir.page.press('Enter');
  const trace = await weir.nextTrace(before, ({ kind }) => kind === 'edit');
  view = await weir.answerView();
  return trace;
}

test('a pasted trace leads to an answer with frames and a verified patch: a diff, accepted, undone', async () => {
  weir.fast.script = () => ({
    text: JSON.stringify({ suspects: [0], hypothesis: 'SUMMER is no voucher.', needs: ['money.py'] }),
  });
  weir.strong.script = () => ({
    text: [
      'The cause is in app/discounts.py:15: `VOUCHERS` does not know the `code`, so `voucher` is `None`.',
      '',
      block(
        'app/discounts.py',
        '    voucher = VOUCHERS.get(code)',
        '    voucher = VOUCHERS.get(code)\n    if voucher is None:\n        return 0',
      ),
    ].join('\n'),
  });
  const original = await onDisk('app/discounts.py');
  const frames = [
    ['main.py', 17, '<module>'],
    ['main.py', 13, 'main'],
    ['invoice.py', 20, 'print_invoice'],
    ['invoice.py', 11, 'invoice_total'],
    ['discounts.py', 24, 'apply_discounts'],
    ['discounts.py', 15, 'discount_of'],
  ].map(([file, line, name]) => `  File "${join(weir.workspace, 'app', String(file))}", line ${line}, in ${name}`);
  const printed = [
    'Traceback (most recent call last):',
    ...frames,
    "TypeError: argument of type 'NoneType' is not iterable",
  ];
  await weir.probe.run(async (vscode, text) => vscode.env.clipboard.writeText(text), printed.join('\n'));
  const before = weir.traces();
  await weir.page.runCommand('Weir: Debug Stack Trace');
  const trace = await weir.nextTrace(before, ({ kind }) => kind === 'debug');
  view = await weir.answerView();

  expect(trace).toMatchObject({ shown: 'strong', route: { rule: 'trace-files' } });
  expect(trace.attempts.map(({ tier }) => tier)).toEqual(['fast', 'strong']);
  expect(trace.spans.map(({ name }) => name)).toEqual(['parse', 'resolve', 'collect', 'triage', 'verify']);
  expect(trace.attempts[1]?.sent).toContain('SUMMER is no voucher.');
  await expect.poll(diffs, patience).toEqual(['discounts.py (Weir: applies, parses, names exist)']);
  await expect.poll(patchWords, patience).toContain('app/discounts.py');
  expect(await onDisk('app/discounts.py')).toBe(original);
  await weir.page.screenshot('patch-diff-dark');
  await weir.page.setTheme('light');
  await weir.page.screenshot('patch-diff-light');
  await weir.page.setTheme('dark');

  await click('Accept');
  await expect.poll(() => onDisk('app/discounts.py'), patience).toContain('        return 0\n');
  await expect.poll(patchWords, patience).toContain('errors 0 → 0');
  await expect.poll(diffs, patience).toEqual([]);
  await weir.page.screenshot('patch-accepted');
  await click('Undo');
  await expect.poll(() => onDisk('app/discounts.py'), patience).toBe(original);
  await expect.poll(() => outcomes(trace), patience).toEqual(['accepted', 'undone']);

  await view.locator('.frame-row').filter({ hasText: 'app/invoice.py:11' }).click();
  await expect.poll(() => openPlace(weir.probe), patience).toBe('app/invoice.py:11');
});

test('an edit in words is accepted, mends an error that the editor reports, and Ctrl+Z undoes it', async () => {
  weir.fast.script = () => ({
    text: `The factor becomes a number.\n\n${block('shop/scale.ts', '  const factor: number = "2";', '  const factor = 2;')}`,
    logprobs: -0.05,
  });
  await weir.page.openFile('shop/scale.ts');
  const errors = (): Promise<number> =>
    weir.probe.run(
      (vscode) =>
        vscode.languages.getDiagnostics(vscode.window.activeTextEditor?.document.uri ?? vscode.Uri.file('/')).length,
    );
  await expect.poll(errors, patience).toBe(1);
  const trace = await edit('shop/scale.ts', 2, 2, 'make the factor a number');
  expect(trace).toMatchObject({ shown: 'accepted', answer: expect.stringContaining('SEARCH') });
  await expect.poll(diffs, patience).toEqual(['scale.ts (Weir: applies, parses, names exist)']);
  await weir.page.runCommand('Weir: Accept Change');
  await expect.poll(() => onDisk('shop/scale.ts'), patience).toContain('const factor = 2;');
  await expect.poll(patchWords, patience).toContain('errors 1 → 0');
  await weir.page.openFile('shop/scale.ts');
  await weir.page.focusEditor();
  await weir.page.press(`${weir.page.modifier}+Z`);
  await expect.poll(() => weir.page.text(), patience).toBe(scale);
  await expect.poll(patchWords, patience).toContain('Change undone');
  await expect.poll(() => outcomes(trace), patience).toEqual(['accepted', 'undone']);
  await weir.probe.command('workbench.action.files.save');
});

test('an edit that does not apply is asked for again, escalates, and the strong one applies; rejected, nothing is written', async () => {
  const lost = block('app/money.py', '    return add_all(amounts)', '    return sum(amounts, 0)');
  weir.fast.script = () => ({ text: `The sum starts at zero.\n\n${lost}`, logprobs: -0.05 });
  weir.strong.script = () => ({
    text: `The sum starts at zero.\n\n${block('app/money.py', '    return sum(amounts)', '    return sum(amounts, 0)')}`,
  });
  const original = await onDisk('app/money.py');
  const trace = await edit('app/money.py', 23, 23, 'start the sum at zero');
  // Strong may have been started beside fast.
  expect(trace.attempts.map(({ tier }) => tier).toSorted()).toEqual(['fast', 'fast', 'strong']);
  expect(trace).toMatchObject({ shown: 'strong', judgements: [{ verdict: 'escalate' }] });
  expect(trace.attempts.filter(({ tier }) => tier === 'fast')[1]?.sent).toContain('are not in app/money.py');
  await expect.poll(diffs, patience).toEqual(['money.py (Weir: applies, parses, names exist)']);
  await weir.page.screenshot('patch-escalated');
  await click('Reject');
  await expect.poll(diffs, patience).toEqual([]);
  await expect.poll(() => outcomes(trace), patience).toEqual(['rejected']);
  expect(await onDisk('app/money.py')).toBe(original);

  // Asked again, the same lines are meant, wherever they stand by now.
  await weir.probe.run(async (vscode) => {
    const [uri] = await vscode.workspace.findFiles('app/money.py');
    const edit = new vscode.WorkspaceEdit();
    if (uri !== undefined) edit.insert(uri, new vscode.Position(0, 0), '# Two lines\n# came above.\n');
    await vscode.workspace.applyEdit(edit);
    return null;
  });
  const before = weir.traces();
  await click('Re-ask strong');
  const again = await weir.nextTrace(before, ({ kind }) => kind === 'edit');
  expect(again.attempts[0]?.sent).toContain('lines 25 to 25');
  await expect.poll(diffs, patience).toHaveLength(1);
  await click('Reject');
  await expect.poll(diffs, patience).toEqual([]);
  await weir.page.openFile('app/money.py');
  await weir.probe.command('workbench.action.files.revert');
});

test('an accepted change is tried by the workspace’s own task; red offers the strong model, whose change turns it green', async () => {
  const sum = (to: string): string =>
    `Sums.\n\n${block('app/money.py', '    return sum(amounts)', `    return ${to}`)}`;
  weir.fast.script = () => ({ text: sum('sum(list(amounts))'), logprobs: -0.05 });
  weir.strong.script = () => ({ text: sum('sum(amounts, 0)') });
  const original = await onDisk('app/money.py');
  const first = await edit('app/money.py', 23, 23, 'start the sum at zero');
  expect(await view.locator('.markdown').innerText()).not.toContain('SEARCH');
  await expect.poll(patchWords, patience).toContain('not run yet');
  await click('Accept');
  await click('Try it: check sums');
  await expect.poll(patchWords, patience).toContain('failed with exit code 1: check sums');
  await weir.probe.command('workbench.action.closePanel');
  await weir.page.screenshot('patch-tried-red-dark');
  await weir.page.setTheme('light');
  await weir.page.screenshot('patch-tried-red-light');
  await weir.page.setTheme('dark');

  const before = weir.traces();
  await click('Undo, and ask the strong model');
  const second = await weir.nextTrace(before, ({ kind }) => kind === 'edit');
  expect(second).toMatchObject({ shown: 'strong', route: { rule: 'pin' } });
  await expect.poll(() => outcomes(first), patience).toEqual(['accepted', 'tried', 'undone', 're-asked']);
  expect(await onDisk('app/money.py')).toBe(original);
  await expect.poll(diffs, patience).toHaveLength(1);
  await click('Accept');
  await click('Try it: check sums');
  await expect.poll(patchWords, patience).toContain('passed: check sums');
  expect(await patchWords()).not.toContain('not run');
  await weir.page.screenshot('patch-tried-green');
  await click('Undo');
  await expect.poll(() => onDisk('app/money.py'), patience).toBe(original);
});

test('T3: a change of the editor’s own settings is refused, whoever asks for it', async () => {
  const evil = block('.vscode/settings.json', '{', '{ "terminal.integrated.env.linux": {},');
  weir.fast.script = () => ({ text: `As you wish.\n\n${evil}`, logprobs: -0.05 });
  weir.strong.script = () => ({ text: `As you wish.\n\n${evil}` });
  const trace = await edit('app/money.py', 23, 23, 'change the settings');
  expect(trace.shown).toBe('strong');
  expect(trace.reasons.map(({ rule }) => rule)).toContain('edit.protected');
  expect(await diffs()).toEqual([]);
  await expect.poll(() => view.locator('.patch').isHidden(), patience).toBe(true);
});
