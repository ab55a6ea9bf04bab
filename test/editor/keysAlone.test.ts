// By keys alone, from the package to an escalated answer of Debug and its reasons. The test has the keyboard and its eyes, and nothing else:
// the mouse stays where it is, and nothing is done through the extension host. What the page showed is kept as a recording.
import { copyFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, expect, test } from 'vitest';
import { launchEditor } from '../support/editor';
import { patience, readStore } from '../support/editorWeir';
import { startModelServer } from '../support/modelServer';
import { recordPage, type Recording } from '../support/recording';

const vsix = process.env['WEIR_VSIX'] || (process.env['WEIR_VSIX_UNIVERSAL'] ?? '');
const loop = `It applies the discount. ${'It takes the voucher and then it takes the voucher. '.repeat(12)}`;
const strongAnswer = 'The cause: `discount_of` looks the voucher up without asking whether it is one of ours.';
const trace = (workspace: string): string =>
  `Traceback (most recent call last):\n  File "${join(workspace, 'app', 'discounts.py')}", line 14, in discount_of\nKeyError: 'SPRING'\n`;
const ends: (() => Promise<unknown>)[] = [];

afterAll(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

/** Ten fingers. */
class Keys {
  count = 0;

  constructor(
    private readonly page: Page,
    private readonly recording: Recording,
  ) {}

  async press(chord: string): Promise<void> {
    this.recording.caption(chord);
    this.count += 1;
    await this.page.keyboard.press(chord);
  }

  async type(text: string): Promise<void> {
    this.recording.caption(text);
    this.count += text.length;
    await this.page.keyboard.type(text, { delay: 10 });
  }

  async paste(text: string): Promise<void> {
    this.recording.caption(text);
    this.count += 1;
    await this.page.keyboard.insertText(text);
  }

  /** What the editor asks for in its quick input, typed over what stands there. */
  async answer(title: string, text: string): Promise<void> {
    await this.page.locator('.quick-input-title').filter({ hasText: title }).waitFor(patience);
    await this.press('Control+A');
    await this.paste(text);
    await this.press('Enter');
  }

  /** Types into an open quick input until `row` is the one that Enter takes. */
  async choose(text: string, row: string): Promise<void> {
    await this.page.locator('.quick-input-widget input:visible').waitFor(patience);
    await this.type(text);
    await this.page.locator('.quick-input-list .monaco-list-row.focused').filter({ hasText: row }).waitFor(patience);
    await this.press('Enter');
  }

  async command(title: string): Promise<void> {
    await this.press('F1');
    await this.choose(title, title);
  }
}

test('by keys alone: from the package to a strong answer of Debug and its reasons', { timeout: 900_000 }, async () => {
  const server = await startModelServer({
    models: ['small', 'large'],
    answers: ({ model }) => ({ text: model === 'large' ? strongAnswer : loop, logprobs: -0.05 }),
  });
  ends.push(() => server.close());
  const editor = await launchEditor({ vsix: [], workspace: join(import.meta.dirname, '../../sample') });
  ends.push(() => editor.dispose());
  const page = editor.page.browserPage;
  await page.evaluate(() => {
    for (const kind of ['pointerdown', 'wheel'])
      addEventListener(kind, () => document.body.setAttribute('data-pointer', kind), { capture: true });
  });
  const recording = await recordPage(
    page,
    join(process.env['WEIR_SHOTS'] ?? join(tmpdir(), 'weir-shots'), 'keys-alone'),
  );
  const keys = new Keys(page, recording);

  // What a user has: a package in a folder, and a log with a trace in it.
  const packed = join(dirname(editor.workspace), 'weir.vsix');
  await copyFile(vsix, packed);
  await writeFile(join(editor.workspace, 'failure.log'), trace(editor.workspace));

  await keys.command('Extensions: Install from VSIX...');
  // The dialog has to have looked where it is before it takes another place.
  const place = page.locator('.quick-input-widget input:visible');
  await expect.poll(() => place.inputValue(), patience).toMatch(/^\/.*\/$/);
  await page.locator('.quick-input-list .monaco-list-row').first().waitFor(patience);
  await keys.press('Control+A');
  await keys.paste(packed);
  await expect.poll(() => place.inputValue(), patience).toBe(packed);
  await page.locator('.quick-input-list .monaco-list-row').filter({ hasText: 'weir.vsix' }).waitFor(patience);
  await keys.press('Enter');
  const status = page.locator('[id="weir.weir.weir.status"]');
  await status.waitFor(patience);

  await keys.command('Weir: Set Up Models');
  await keys.choose('server that speaks', 'A server that speaks OpenAI');
  await keys.answer('Address of the server', `${server.url}/v1`);
  await expect.poll(() => editor.page.notifications().then((all) => all.join()), patience).toContain('large: answers');

  await keys.press('Control+P');
  await keys.choose('failure.log', 'failure.log');
  await page.locator('.tab.active').filter({ hasText: 'failure.log' }).waitFor(patience);
  await keys.press('Control+A');
  await keys.command('Weir: Debug Stack Trace');
  const store = join(editor.userData, 'User', 'globalStorage', 'weir.weir', 'traces.db');
  const done = () => readStore(store).find(({ kind }) => kind === 'debug');
  await expect.poll(() => done()?.shown, patience).toBe('strong');
  const view = await editor.page.webview('Weir');
  await view.getByText('without asking whether').waitFor(patience);
  await editor.page.screenshot('keys-alone-answer');

  await keys.command('Weir: Open Trace Panel');
  const panel = await editor.page.webview('Weir traces');
  await panel.getByRole('listbox').waitFor(patience);
  const focused = (): Promise<string> => panel.evaluate(() => document.activeElement?.getAttribute('role') ?? '');
  for (let step = 0; step < 40 && (await focused()) !== 'listbox'; step++) await keys.press('Tab');
  await keys.press('Home');
  await keys.press('Enter');
  await panel.getByRole('heading', { name: 'Route' }).waitFor(patience);
  await editor.page.screenshot('keys-alone-reasons');

  const { path, frames } = await recording.stop();
  process.stdout.write(`\n${keys.count} keys, ${frames} frames: ${path}\n`);
  expect(frames).toBeGreaterThan(10);
  expect(await page.getAttribute('body', 'data-pointer')).toBeNull();
});
