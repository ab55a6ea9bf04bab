// Every state that a user meets beside the text, light and dark, in the real editor, for people to look at (WEIR_SHOTS, `state-<name>`):
// first run, idle, a completion, fast, asking strong, strong, debug, not verified, failed, paused, over budget. The panel's are in
// statesPanel. What each has to say is checked by its words; how it looks is not.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { Trace } from '../../src/core/trace';
import { launchEditor } from '../support/editor';
import { launchWeir, patience, type Script, type WeirEditor } from '../support/editorWeir';
import * as pictured from '../support/pictured';
import { pictureState } from '../support/pictured';
import { enterWork, workHistory } from '../support/workHistory';

vi.setConfig({ testTimeout: 300_000 });
const long = 1_200_000;
const refusedKey = { text: 'Incorrect API key provided.', status: 401 };
let weir: WeirEditor;

beforeAll(async () => {
  // Waiting is cheap: nothing is asked of both models at once.
  weir = await launchWeir({ settings: { ...pictured.picturedSettings, 'weir.aim': 'cost' } });
});

afterAll(async () => {
  await weir?.dispose();
});

const says =
  (text: string, more: Partial<ReturnType<Script>> = {}): Script =>
  () => ({ text, logprobs: -0.05, delayMs: 250, ...more });
const cut = says(pictured.cutAnswer, { finish: 'length' });

beforeEach(async () => {
  weir.fast.script = says(pictured.fastAnswer);
  weir.strong.script = says(pictured.strongAnswer);
  await weir.probe.command('notifications.clearAll');
});

const picture = (name: string): Promise<void> => pictureState(weir.page, name);
const status = (words: RegExp): Promise<void> => expect.poll(() => weir.status.innerText(), patience).toMatch(words);

async function explain(path: string, line: number, words: RegExp): Promise<void> {
  await weir.page.openFile(path);
  await weir.page.setCursor(line, 1);
  await weir.page.runCommand('Weir: Explain');
  await status(words);
  await (await weir.answerView()).locator('.answer-head').waitFor();
}

/** The side bar's edge. */
async function drag(from: number, to: number): Promise<void> {
  const { mouse } = weir.page.browserPage;
  await mouse.move(from, 400);
  await mouse.down();
  await mouse.move(to, 400, { steps: 8 });
  await mouse.up();
}

async function pause(row: string): Promise<void> {
  await weir.status.click();
  await weir.page.browserPage.locator('.quick-input-list .monaco-list-row').filter({ hasText: row }).click();
  await weir.page.focusEditor();
}

test('first run: the status bar says what to do, and the walkthrough how', async () => {
  const { page, probe, dispose } = await launchEditor({
    vsix: [process.env['WEIR_VSIX'] || (process.env['WEIR_VSIX_UNIVERSAL'] ?? '')],
    workspace: join(import.meta.dirname, '../../sample'),
    // As the editor is by default: it registers walkthroughs with its welcome page.
    settings: { 'workbench.startupEditor': 'welcomePage' },
  });
  try {
    await page.statusBarItem('Set up Weir').waitFor(patience);
    await probe.command('workbench.action.closeSidebar');
    await probe.command('workbench.action.openWalkthrough', 'weir.weir#weir.start', false);
    await page.browserPage.locator('[data-done-step-id]').first().waitFor(patience);
    await page.browserPage.locator('.getting-started-media :is(img, iframe, .webview)').first().waitFor(patience);
    await pictureState(page, 'first-run');
  } finally {
    await dispose();
  }
});

test('at rest; a completion; fast answers', async () => {
  await weir.page.openFile('app/money.py');
  await picture('idle');
  weir.fast.script = ({ prompt }) => ({
    text: prompt.includes('return tot') ? 'al / len(amounts)' : '',
    logprobs: -0.05,
  });
  await weir.openAtEnd('app/money.py');
  await weir.page.type('\n\ndef mean(amounts):\ntotal = sum(amounts)\nreturn tot');
  await expect.poll(() => weir.page.ghostText(), patience).toBe('al / len(amounts)');
  await weir.probe.command('notifications.clearAll');
  await picture('completion');
  await weir.probe.command('workbench.action.files.revert');
  weir.fast.script = says(pictured.fastAnswer);
  await explain('app/money.py', 12, /fast \d/);
  await picture('fast');
});

test('paused from the menu', async () => {
  await pause('Pause for 5 min');
  await status(/paused/);
  await picture('paused');
  await pause('Resume now');
  await status(/Weir/);
});

test('a weak answer is escalated; strong answers', async () => {
  weir.fast.script = cut;
  weir.strong.script = says(pictured.strongAnswer, { delayMs: long });
  await explain('app/discounts.py', 14, /asking strong: cut off by length/);
  await picture('asking-strong');
  await weir.page.runCommand('Weir: Stop');
  weir.strong.script = says(pictured.strongAnswer);
  await explain('app/discounts.py', 14, /strong \d/);
  await picture('strong');
  await drag(350, 640);
  await picture('strong-wide');
  await drag(640, 350);
});

test('a stack trace over three files goes to strong at once', async () => {
  weir.strong.script = says(pictured.diagnosis);
  const frames = [
    ['main.py', 17, '<module>'],
    ['main.py', 13, 'main'],
    ['invoice.py', 20, 'print_invoice'],
    ['invoice.py', 11, 'invoice_total'],
    ['discounts.py', 24, 'apply_discounts'],
    ['discounts.py', 15, 'discount_of'],
  ] as const;
  const lines = frames.map(
    ([file, line, name]) => `  File "${join(weir.workspace, 'app', file)}", line ${line}, in ${name}`,
  );
  const error = "TypeError: argument of type 'NoneType' is not iterable";
  await writeFile(
    join(weir.workspace, 'failure.log'),
    ['Traceback (most recent call last):', ...lines, error, ''].join('\n'),
  );
  await weir.page.openFile('failure.log');
  await weir.page.setCursor(1, 1, lines.length + 3, 1);
  await weir.page.runCommand('Weir: Debug Stack Trace');
  const view = await weir.answerView();
  await view.locator('.frame-row').filter({ hasText: 'app/discounts.py:15' }).click(patience);
  // The status bar may still speak of the answer before.
  await view.getByText('gets a voucher code').waitFor(patience);
  await status(/strong \d/);
  await picture('debug');
});

test('strong refuses: not verified; both refuse: what to do', async () => {
  weir.fast.script = cut;
  weir.strong.script = () => refusedKey;
  await explain('app/discounts.py', 14, /not verified/);
  await picture('unverified');
  const view = await weir.answerView();
  expect(await view.locator('.scroller').evaluate((one) => one.scrollTop)).toBe(0);
  weir.fast.script = () => refusedKey;
  await explain('app/discounts.py', 14, /failed: key refused/);
  await view.locator('.failure').waitFor();
  await picture('failed');
});

test('over budget: the question, and the words while it is open', async () => {
  const work = workHistory({ days: 1, now: Date.now(), models: pictured.picturedModels });
  enterWork(join(weir.userData, 'User', 'globalStorage', 'weir.weir', 'traces.db'), work, true);
  const spent = work.flatMap(({ attempts }) => attempts).reduce((sum, { cost }) => sum + (cost ?? 0), 0);
  await weir.probe.configure('weir.budget.day', Math.round(100 * spent) / 100);
  await explain('app/money.py', 12, /fast \d/);
  const before = weir.traces();
  await weir.page.runCommand('Weir: Re-ask Strong Model');
  const refused: Trace = await weir.nextTrace(before, ({ kind }) => kind === 'explain');
  expect(refused).toMatchObject({ shown: 'unverified', reasons: [{ rule: 'strong-down' }] });
  await weir.page.notification(/too little is left/).waitFor();
  await status(/not verified/);
  // The pause said and over, what is true while nothing happens is said again.
  await pause('Pause for 5 min');
  await status(/paused/);
  await pause('Resume now');
  await status(/over budget/);
  await picture('over-budget');
});
