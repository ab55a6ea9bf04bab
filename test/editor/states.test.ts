// Every state that a user meets, light and dark, one after the other in the real editor, for people to look at (WEIR_SHOTS): first run,
// idle, asking, fast, strong, not verified, failed, paused, and the panel before there is anything in it. What each has to say is checked
// by the words in the status bar; how it looks is not.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchWeir, patience, type Script, type WeirEditor } from '../support/editorWeir';

const good = 'The function `share` splits an `amount` into equal `parts`; `divmod` gives `each` part and the `rest`.';
const loop = `It applies the discount. ${'It takes the voucher and then it takes the voucher. '.repeat(12)}`;
const long = 1_200_000;
let weir: WeirEditor;

beforeAll(async () => {
  weir = await launchWeir();
});

afterAll(async () => {
  await weir?.dispose();
});

async function pictures(name: string): Promise<void> {
  for (const theme of ['light', 'dark'] as const) {
    await weir.page.setTheme(theme);
    await weir.page.screenshot(`state-${name}-${theme}`);
  }
}

const says =
  (text: string, more: Partial<ReturnType<Script>> = {}): Script =>
  () => ({ text, logprobs: -0.05, ...more });

async function explain(status: RegExp): Promise<void> {
  await weir.page.openFile('app/money.py');
  await weir.page.setCursor(12, 1);
  await weir.page.runCommand('Weir: Explain');
  await expect.poll(() => weir.status.innerText(), patience).toMatch(status);
}

test('the panel before the first task, and Weir at rest', async () => {
  await weir.page.openFile('app/money.py');
  await pictures('idle');
  await weir.page.runCommand('Weir: Open Trace Panel');
  const panel = await weir.page.webview('Weir traces');
  await panel.getByRole('heading', { name: 'No tasks yet' }).waitFor();
  await pictures('panel-empty');
});

test('fast answers; its weak answer is escalated; strong answers', async () => {
  weir.fast.script = says(good);
  await explain(/fast \d/);
  await pictures('fast');
  weir.fast.script = says(loop);
  weir.strong.script = says(good, { delayMs: long });
  await explain(/asking strong/);
  await pictures('asking-strong');
  await weir.page.runCommand('Weir: Stop');
  weir.strong.script = says(good);
  await explain(/strong \d/);
  await pictures('strong');
});

test('strong refuses: not verified; both refuse: what to do', async () => {
  weir.strong.script = says('Incorrect API key provided.', { status: 401 });
  await explain(/not verified/);
  await pictures('unverified');
  weir.fast.script = says('Incorrect API key provided.', { status: 401 });
  const before = weir.traces();
  await weir.page.runCommand('Weir: Explain');
  await weir.nextTrace(before, ({ end }) => end === 'failed');
  await (await weir.answerView()).locator('.failure').waitFor();
  await pictures('failed');
});

test('paused from the menu', async () => {
  await weir.status.click();
  await weir.page.browserPage
    .locator('.quick-input-list .monaco-list-row')
    .filter({ hasText: 'Pause for 5 min' })
    .click();
  await expect.poll(() => weir.status.innerText(), patience).toMatch(/paused/i);
  await pictures('paused');
});
