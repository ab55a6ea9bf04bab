// What the user steers Weir with, driven as a user does: the walkthrough that ticks itself, and the pause in the menu.
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { knowing, launchWeir, patience, type WeirEditor } from '../support/editorWeir';

vi.setConfig({ testTimeout: 300_000 });
const loop = `It applies the discount. ${'It takes the voucher and then it takes the voucher. '.repeat(12)}`;
const strongAnswer = 'The strong model says: `discount_of` looks the `voucher` up and takes its part off the `amount`.';
let weir: WeirEditor;

beforeAll(async () => {
  // As the editor is by default: it registers walkthroughs with its welcome page, and ticks what happens from then on.
  weir = await launchWeir({ settings: { 'workbench.startupEditor': 'welcomePage' } });
  weir.strong.script = () => ({ text: strongAnswer, logprobs: -0.05 });
});

afterAll(async () => {
  await weir?.dispose();
});

const rows = (): Locator => weir.page.browserPage.locator('.quick-input-list .monaco-list-row');

/** Steps of the walkthrough that are ticked, in its order. */
async function ticked(): Promise<string[]> {
  const boxes = weir.page.browserPage.locator('[data-done-step-id][aria-checked="true"]');
  const ids = await boxes.evaluateAll((all) => all.map((box) => box.getAttribute('data-done-step-id') ?? ''));
  return ids.map((id) => id.replace(/^.*#/, ''));
}

test('1 first run: each step of the walkthrough is ticked by what really happened', async () => {
  const open = (): Promise<unknown> =>
    weir.probe.command('workbench.action.openWalkthrough', 'weir.weir#weir.start', false);
  await open();
  await expect.poll(ticked, patience).toEqual(['models', 'key']);
  await weir.page.runCommand('Weir: Test Connection');
  await expect.poll(ticked, patience).toEqual(['models', 'key', 'connection']);
  await weir.page.screenshot('state-walkthrough');

  weir.fast.script = knowing('    return total / len(amounts)');
  await weir.openAtEnd('app/money.py');
  await weir.page.type('\n\ndef mean(amounts):\ntotal = sum(amounts)\nreturn tot');
  await expect.poll(() => weir.page.ghostText(), patience).toBe('al / len(amounts)');
  await weir.page.press('Tab');
  await open();
  // The completion may have been an escalation too.
  await expect.poll(ticked, patience).toContain('completion');

  weir.fast.script = () => ({ text: loop, logprobs: -0.05 });
  const before = weir.traces();
  await weir.page.openFile('app/discounts.py');
  await weir.page.setCursor(14, 1);
  await weir.page.runCommand('Weir: Explain');
  expect(await weir.nextTrace(before, ({ kind }) => kind === 'explain')).toMatchObject({ shown: 'strong' });
  await open();
  await expect.poll(ticked, patience).toEqual(['models', 'key', 'connection', 'completion', 'escalation']);
});

test('3 a click on the status bar item pauses completions, and goes on', async () => {
  weir.fast.script = knowing('    return total * len(amounts)');
  await weir.page.openFile('app/orders.py');
  await weir.status.click();
  await rows().filter({ hasText: 'Pause for 15 min' }).click();
  await expect.poll(() => weir.status.innerText(), patience).toContain('paused');
  const asked = weir.fast.server.requests.length;
  await weir.openAtEnd('app/orders.py');
  await weir.page.type('\n\ndef product(amounts):\ntotal = sum(amounts)\nreturn tot');
  await expect.poll(() => weir.page.text(), patience).toContain('return tot');
  await weir.page.screenshot('state-paused');
  await weir.status.click();
  await rows().filter({ hasText: 'Resume now' }).click();
  await expect.poll(() => weir.status.innerText(), patience).not.toContain('paused');
  expect(weir.fast.server.requests.length).toBe(asked);
  await weir.page.focusEditor();
  await weir.page.type('a');
  await expect.poll(() => weir.page.ghostText(), patience).toBe('l * len(amounts)');
});
