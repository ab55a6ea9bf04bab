// A workspace that nobody trusts yet: Weir says so in one sentence, reads nothing and sends nothing.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchWeir, patience, type WeirEditor } from '../support/editorWeir';

let weir: WeirEditor;

beforeAll(async () => {
  weir = await launchWeir({ untrusted: true });
});

afterAll(async () => {
  await weir?.dispose();
});

test('T21: typing, asking by hand, explaining and debugging send nothing before trust', async () => {
  expect(await weir.probe.run((vscode) => vscode.workspace.isTrusted)).toBe(false);
  expect(weir.firstWords).toContain('before you trust this workspace');
  await weir.openAtEnd('app/money.py');
  await weir.page.type('\n\ndef mean(amounts):\nreturn t');
  await expect.poll(() => weir.page.text(), patience).toContain('return t');
  await expect
    .poll(() => weir.status.getAttribute('aria-label'), patience)
    .toContain('before you trust this workspace');
  await weir.page.press('Alt+Backslash');
  await weir.page.runCommand('Weir: Explain');
  await weir.page.notification('before you trust this workspace').waitFor();
  await weir.probe.command('notifications.clearAll');
  await weir.probe.run(async (vscode) => vscode.env.clipboard.writeText('  File "app/money.py", line 7, in to_cents'));
  await weir.page.runCommand('Weir: Debug Stack Trace');
  await weir.page.notification('before you trust this workspace').waitFor();
  expect([...weir.fast.server.requests, ...weir.strong.server.requests]).toEqual([]);
  expect(weir.traces()).toEqual([]);
});
