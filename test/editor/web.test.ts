// Weir in the web extension host: no Node, no database, no model of its own. What works there works, and the rest is said in words.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { knowing, launchWeir, patience, type WeirEditor } from '../support/editorWeir';

const good = 'The function `share` splits an `amount` into equal `parts`; `divmod` gives `each` part and the `rest`.';
const loop = `It applies the discount. ${'It takes the voucher and then it takes the voucher. '.repeat(12)}`;
const strongAnswer = 'The strong model says: `discount_of` looks the `voucher` up and takes its part off the `amount`.';
let weir: WeirEditor;

beforeAll(async () => {
  weir = await launchWeir({ web: true });
});

afterAll(async () => {
  await weir?.dispose();
});

beforeEach(() => {
  weir.fast.script = () => ({ text: good, logprobs: -0.05 });
  weir.strong.script = () => ({ text: strongAnswer, logprobs: -0.05 });
});

const clipboard = (): Promise<string> => weir.probe.run((vscode) => vscode.env.clipboard.readText());

test('it runs in the browser, and its diagnostics say so', async () => {
  await weir.page.runCommand('Weir: Copy Diagnostics');
  await expect.poll(clipboard, patience).toMatch(/^Weir \d/);
  expect(await clipboard()).toContain('Node of the browser, web');
});

test('a completion is typed, offered and taken', async () => {
  weir.fast.script = knowing('    return total / len(amounts)');
  await weir.openAtEnd('app/money.py');
  await weir.page.type('\n\ndef mean(amounts):\ntotal = sum(amounts)\nreturn tot');
  expect(await weir.page.waitForGhostText()).toBe('al / len(amounts)');
  await weir.page.press('Tab');
  await expect.poll(() => weir.page.text(), patience).toContain('return total / len(amounts)');
});

test('an explanation that is too weak goes to the strong model, judged with the grammar', async () => {
  weir.fast.script = () => ({ text: loop, logprobs: -0.05 });
  await weir.page.openFile('app/discounts.py');
  await weir.page.setCursor(14, 1);
  await weir.page.runCommand('Weir: Explain');
  const view = await weir.answerView();
  await expect.poll(() => view.locator('.markdown').innerText(), patience).toContain('The strong model says');
  // The function around the cursor is found by the parser.
  expect(weir.fast.server.requests.at(-1)?.prompt).toContain('def discount_of');
  await expect.poll(() => weir.status.innerText(), patience).toMatch(/strong \d/);
});

test('the panel lists what was asked, and says that it goes with the window', async () => {
  await weir.page.runCommand('Weir: Open Trace Panel');
  const panel = await weir.page.webview('Weir traces');
  await expect.poll(() => panel.locator('.row').count(), patience).toBeGreaterThan(1);
  await panel.getByText('In the browser traces are kept until this window closes.').waitFor();
  await panel.locator('.row').filter({ hasText: 'discounts.py' }).first().click();
  await panel.getByRole('heading', { name: 'Route' }).waitFor();
  await weir.page.screenshot('web-panel');
  await panel.getByRole('tab', { name: 'Calibration' }).click();
  await panel.getByText('Nothing is calibrated').waitFor();
  await panel.getByRole('tab', { name: 'Spending' }).click();
  await panel.getByRole('heading', { name: 'Spending', level: 1 }).waitFor();
});

test('the set-up says why there is no model inside Weir here', async () => {
  await weir.page.runCommand('Weir: Set Up Models');
  const row = weir.page.browserPage.locator('.quick-input-list .monaco-list-row');
  await row.filter({ hasText: 'In the browser Weir has no model of its own' }).waitFor();
  await weir.page.screenshot('web-set-up');
  await weir.page.press('Escape');
});
