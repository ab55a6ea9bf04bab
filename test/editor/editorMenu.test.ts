// Explain from the editor's own menu, in which Weir has one submenu: by keys, and with the mouse.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchWeir, patience, type WeirEditor } from '../support/editorWeir';

const entries = [
  'Explain',
  'Debug Stack Trace',
  'Explain Problem at Cursor',
  'Mend Problem at Cursor',
  'Open Trace Panel',
  'Menu',
];
let weir: WeirEditor;

beforeAll(async () => {
  weir = await launchWeir();
  weir.fast.script = () => ({
    text: 'The function `share` splits an `amount` into equal `parts`; `divmod` gives `each` part and the `rest`.',
    logprobs: -0.05,
  });
  await weir.page.openFile('app/money.py');
});

afterAll(async () => {
  await weir?.dispose();
});

const items = () => weir.page.browserPage.locator('.monaco-menu .action-item');
const own = () => items().filter({ hasText: /^\s*Weir/ });
const submenu = () => own().locator('.monaco-submenu .action-item');
const words = async (): Promise<string[]> =>
  (await submenu().allInnerTexts()).map((text) => text.trim()).filter((text) => text !== '');

test('5 explain and debug start from every entrance: the editor’s menu by keys', async () => {
  await weir.page.setCursor(12, 1);
  const before = weir.traces();
  await weir.page.press('Shift+F10');
  await own().waitFor(patience);
  expect(await own().count()).toBe(1);
  const focused = items()
    .and(weir.page.browserPage.locator('.focused'))
    .filter({ hasText: /^\s*Weir/ });
  for (let step = 0; step < 40 && (await focused.count()) === 0; step++) await weir.page.press('ArrowDown');
  await weir.page.press('ArrowRight');
  await expect.poll(words, patience).toEqual(entries);
  await weir.page.screenshot('state-editor-menu');
  await weir.page.press('Enter');
  const trace = await weir.nextTrace(before, ({ kind }) => kind === 'explain');
  expect(trace).toMatchObject({ path: 'app/money.py', shown: 'accepted' });
});

test('5 explain and debug start from every entrance: the editor’s menu with the mouse', async () => {
  const before = weir.traces();
  const line = weir.page.browserPage.locator('.monaco-editor .view-line').filter({ hasText: 'text.partition' });
  const explain = submenu().filter({ hasText: /^\s*Explain\s*$/ });
  // On a loaded machine the submenu can open under the pointer and take the click for that of the menu: then the menu stays.
  await expect
    .poll(async () => {
      if ((await items().count()) === 0) await line.click({ button: 'right' });
      await own().hover();
      await explain.hover();
      await explain.click();
      return items().count();
    }, patience)
    .toBe(0);
  const trace = await weir.nextTrace(before, ({ kind }) => kind === 'explain');
  expect(trace.attempts[0]?.sent).toContain('def to_cents');
});
