// Explain and Debug in the real editor, the strong tier on Anthropic's wire: what streams, what stands in its place, what
// the buttons do, and what the trace store and the key's owner may find afterwards.
import { join } from 'node:path';
import type { Frame } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { filesHolding, launchWeir, patience, type WeirEditor } from '../support/editorWeir';

const key = 'sk-ant-test-0123456789abcdefghijklmnopqrstuvwxyz';
const shareAnswer = [
  'The function `share` splits an `amount` into equal `parts`.',
  '',
  '1. `divmod` gives what each part gets, `each`, and the `rest` that is left over.',
  '2. The first `rest` parts get one cent more, so that nothing is lost.',
  '',
  '```python',
  'share(10, 3)  # [4, 3, 3]',
  '```',
].join('\n');
const loop = `The function applies the discount of the order again. ${'It takes the voucher and then it takes the voucher. '.repeat(12)}`;
const strongAnswer = 'The strong model says: `discount_of` looks up the `voucher` and takes its part off the `amount`.';
let weir: WeirEditor;
let view: Frame;

beforeAll(async () => {
  weir = await launchWeir({
    strongWire: 'anthropic',
    env: { WEIR_STRONG_API_KEY: key },
    files: { 'empty.py': '', 'bundle.min.js': minified(2_000_000) },
  });
});

afterAll(async () => {
  await weir?.dispose();
});

beforeEach(() => {
  weir.fast.script = () => ({ text: shareAnswer, logprobs: -0.05 });
  weir.strong.script = () => ({ text: strongAnswer });
});

const answerText = (): Promise<string> => view.locator('.markdown').innerText();
const head = (): Promise<string> => view.locator('.answer-head').innerText();
const click = (name: string): Promise<void> => view.getByRole('button', { name, exact: true }).click();

async function explain(path: string, fromLine: number, toLine = fromLine): Promise<void> {
  await weir.page.openFile(path);
  await weir.page.setCursor(fromLine, 1, toLine, toLine === fromLine ? 1 : 100);
  await weir.page.runCommand('Weir: Explain');
  view = await weir.answerView();
}

/** A Python traceback through the files of the workspace, as the interpreter prints it. */
function traceback(frames: readonly (readonly [file: string, line: number, name: string])[], error: string): string {
  const lines = frames.map(
    ([file, line, name]) => `  File "${join(weir.workspace, 'app', file)}", line ${line}, in ${name}`,
  );
  return ['Traceback (most recent call last):', ...lines, error, ''].join('\n');
}

async function debugText(content: string): Promise<void> {
  await weir.probe.run(async (vscode, text) => {
    const document = await vscode.workspace.openTextDocument({ content: text, language: 'plaintext' });
    const editor = await vscode.window.showTextDocument(document, { preview: false });
    editor.selection = new vscode.Selection(0, 0, document.lineCount, 0);
    return null;
  }, content);
  await weir.page.focusEditor();
  await weir.page.runCommand('Weir: Debug Stack Trace');
  view = await weir.answerView();
}

test('explain on a selection streams; tier and model stand there with the first token; Stop closes the socket', async () => {
  weir.fast.script = () => ({ text: shareAnswer, logprobs: -0.05, tokensPerSecond: 3 });
  const before = weir.traces();
  await explain('app/money.py', 10, 13);
  await expect.poll(answerText, patience).toContain('The function');
  const request = weir.fast.server.requests.at(-1);
  expect(request?.finishedAt).toBeNull();
  expect(await head()).toMatch(/fast[\s\S]*scripted-fast/);
  expect(await weir.status.innerText()).toContain('asking fast');
  await weir.page.screenshot('explain-streaming-dark');
  await weir.page.setTheme('light');
  await weir.page.screenshot('explain-streaming-light');
  await weir.page.setTheme('dark');
  expect(request?.finishedAt).toBeNull();

  await click('Stop');
  const stoppedAt = performance.now();
  await expect.poll(() => request?.disconnectedAt, patience).not.toBeNull();
  expect((request?.disconnectedAt ?? Infinity) - stoppedAt).toBeLessThan(1_000);
  expect((await weir.nextTrace(before, ({ kind }) => kind === 'explain')).end).toBe('cancelled');
  await view.locator('.stopped').waitFor();
});

test('explain on a symbol: copy, insert and a thumb reach clipboard, editor and store', async () => {
  const before = weir.traces();
  await explain('app/money.py', 12);
  await expect.poll(answerText, patience).toContain('nothing is lost');
  const trace = await weir.nextTrace(before, ({ kind }) => kind === 'explain');
  expect(trace).toMatchObject({ shown: 'accepted', path: 'app/money.py', answer: shareAnswer });
  expect(await head()).toContain('share · app/money.py');

  await click('Copy answer');
  await expect.poll(() => weir.probe.run((vscode) => vscode.env.clipboard.readText()), patience).toBe(shareAnswer);
  await click('Good answer');
  await weir.openAtEnd('empty.py');
  await click('Insert code at the cursor');
  await expect.poll(() => weir.page.text(), patience).toBe('share(10, 3)  # [4, 3, 3]');
  const outcomes = (): string[] | undefined =>
    weir
      .traces()
      .find(({ id }) => id === trace.id)
      ?.outcomes.map(({ kind }) => kind);
  await expect.poll(outcomes, patience).toEqual(expect.arrayContaining(['copied', 'thumb-up', 'inserted']));
  await weir.page.focusEditor();
  await weir.page.press(`${weir.page.modifier}+Z`);
  await expect.poll(() => weir.page.text(), patience).toBe('');
});

test('explain on a whole file, then asked again of the strong model', async () => {
  const before = weir.traces();
  await explain('app/invoice.py', 2);
  const first = await weir.nextTrace(before, ({ kind }) => kind === 'explain');
  expect(first.attempts[0]?.sent).toContain('def print_invoice');
  await view.getByRole('button', { name: 'Re-ask strong' }).waitFor();
  const asked = weir.traces();
  await click('Re-ask strong');
  const again = await weir.nextTrace(asked, ({ kind }) => kind === 'explain');
  expect(again).toMatchObject({ shown: 'strong', route: { rule: 'pin' }, answer: strongAnswer });
  await expect.poll(head, patience).toMatch(/strong[\s\S]*scripted-strong/);
  expect(weir.strong.server.requests.at(-1)).toMatchObject({ protocol: 'anthropic', headers: { 'x-api-key': key } });
  expect(
    weir
      .traces()
      .find(({ id }) => id === first.id)
      ?.outcomes.map(({ kind }) => kind),
  ).toContain('re-asked');
});

test.each([
  ['a looping answer', 'app/discounts.py', loop, 'veto.loop'],
  ['a refusal', 'app/orders.py', 'I am sorry, but I cannot help with explaining this code.', 'veto.refusal'],
])('%s is replaced by the strong one, the first one click away', async (_name, path, weak, veto) => {
  weir.fast.script = () => ({ text: weak, logprobs: -0.05 });
  const before = weir.traces();
  await explain(path, 14);
  await expect.poll(answerText, patience).toContain('The strong model says');
  const trace = await weir.nextTrace(before, ({ kind }) => kind === 'explain');
  expect(trace).toMatchObject({ shown: 'strong', judgements: [{ verdict: 'escalate' }] });
  expect(trace.judgements[0]?.reasons.map(({ rule }) => rule)).toContain(veto);
  await click('First answer (fast)');
  await expect.poll(answerText, patience).toContain(weak.slice(0, 30));
  await click('Answer (strong)');
  await expect.poll(answerText, patience).toContain('The strong model says');
});

test('T9: nothing that an answer names is loaded', async () => {
  const asked: string[] = [];
  weir.page.browserPage.on('request', (request) => asked.push(request.url()));
  const home = `${weir.strong.server.url}/spy`;
  weir.fast.script = () => ({
    text: `The \`share\` function splits an amount. ![a](${home}.png) <img src="${home}2.png"> [more](${home}.html)\n\n<iframe src="${home}3.html"></iframe>`,
    logprobs: -0.05,
  });
  await explain('app/money.py', 12);
  await view.getByText('more', { exact: true }).waitFor();
  await view.getByRole('button', { name: 'Re-ask strong' }).waitFor();
  expect(await view.locator('img, iframe').count()).toBe(0);
  expect(asked.filter((url) => url.includes('/spy'))).toEqual([]);
  expect(weir.strong.server.lines.filter((line) => line.includes('/spy'))).toEqual([]);
});

test('a trace over three files goes to strong by rule, its frames open the right lines', async () => {
  weir.strong.script = () => ({
    text: [
      '**`discount_of` gets a voucher code that `VOUCHERS` does not know.**',
      '',
      'In `app/main.py:12` the order carries `SUMMER`. `VOUCHERS.get(code)` then gives `None`, and',
      '`"percent" in voucher` fails in app/discounts.py:15.',
      '',
      '```python',
      'voucher = VOUCHERS.get(code)',
      'if voucher is None:',
      '    return 0',
      '```',
    ].join('\n'),
  });
  await weir.page.closeEditors();
  const before = weir.traces();
  await debugText(
    traceback(
      [
        ['main.py', 17, '<module>'],
        ['main.py', 13, 'main'],
        ['invoice.py', 20, 'print_invoice'],
        ['invoice.py', 11, 'invoice_total'],
        ['discounts.py', 24, 'apply_discounts'],
        ['discounts.py', 15, 'discount_of'],
      ],
      "TypeError: argument of type 'NoneType' is not iterable",
    ),
  );
  const trace = await weir.nextTrace(before, ({ kind }) => kind === 'debug');
  expect(trace).toMatchObject({ shown: 'strong', route: { tier: 'strong', rule: 'trace-files' } });
  // The first look is the fast model's in any case; the diagnosis is not.
  expect(trace.attempts.map(({ tier }) => tier)).toEqual(['fast', 'strong']);
  expect(trace.attempts[1]?.sent).toContain('def discount_of');
  await view.getByRole('button', { name: 'Re-ask fast' }).waitFor();
  expect(await head()).toContain('the stack trace goes through 3 workspace files');
  await weir.page.browserPage.mouse.move(800, 600);
  await weir.page.screenshot('debug-dark');
  await weir.page.setTheme('light');
  await weir.page.screenshot('debug-light');
  await weir.page.setTheme('dark');
  for (const place of ['app/invoice.py:11', 'app/discounts.py:15']) {
    await view.locator('.frame-row').filter({ hasText: place }).click();
    await expect
      .poll(
        () =>
          weir.probe.run((vscode) => {
            const editor = vscode.window.activeTextEditor;
            return (
              editor && `${vscode.workspace.asRelativePath(editor.document.uri)}:${editor.selection.active.line + 1}`
            );
          }),
        patience,
      )
      .toBe(place);
  }
  await weir.page.browserPage.mouse.move(800, 600);
  await weir.page.screenshot('debug-frame-open');
});

test('a trace in one file goes to fast, from the clipboard too', async () => {
  weir.fast.script = () => ({
    text: 'The function `to_cents` was given a `text` that is no price: `int(whole)` fails, since `whole` holds letters.',
    logprobs: -0.05,
  });
  const text = traceback([['money.py', 7, 'to_cents']], "ValueError: invalid literal for int() with base 10: 'x'");
  await weir.probe.run(async (vscode, content) => vscode.env.clipboard.writeText(content), text);
  await weir.page.openFile('app/money.py');
  await weir.page.setCursor(1, 1);
  const before = weir.traces();
  await weir.page.runCommand('Weir: Debug Stack Trace');
  const trace = await weir.nextTrace(before, ({ kind }) => kind === 'debug');
  expect(trace).toMatchObject({ route: { tier: 'fast' }, shown: 'accepted', path: 'app/money.py' });
});

test('what holds no trace, or nothing at all, is answered with one sentence and no request', async () => {
  const asked = (): number => weir.fast.server.requests.length + weir.strong.server.requests.length;
  const from = asked();
  await weir.probe.run(async (vscode) => vscode.env.clipboard.writeText('just some words'));
  await weir.page.openFile('app/money.py');
  await weir.page.setCursor(1, 1);
  await weir.page.runCommand('Weir: Debug Stack Trace');
  await weir.page.notification('No stack trace was found: select one').waitFor();
  await weir.page.openFile('empty.py');
  await weir.page.runCommand('Weir: Explain');
  await weir.page.notification('There is nothing to explain here').waitFor();
  expect(asked()).toBe(from);
});

test('a minified file of two megabytes hangs neither an explanation nor a completion', async () => {
  weir.fast.script = ({ suffix, prompt }) => ({
    text:
      prompt.includes('Explain') || suffix === null
        ? 'This is a minified bundle: the `function` definitions follow one another.'
        : '1',
    logprobs: -0.05,
  });
  const before = weir.traces();
  await explain('bundle.min.js', 1);
  const trace = await weir.nextTrace(before, ({ kind }) => kind === 'explain');
  expect(trace.end).toBe('finished');
  const asked = weir.traces();
  await weir.page.focusEditor();
  await weir.page.press(`${weir.page.modifier}+Home`);
  await weir.page.type('let a = ');
  await weir.page.press('Alt+Backslash');
  const completion = await weir.nextTrace(asked, ({ kind }) => kind === 'complete');
  expect(completion.attempts[0]?.sent?.length).toBeLessThan(100_000);
});

test('T22: the key was used, and stands in no trace, log or setting', async () => {
  expect(weir.strong.server.requests.every(({ headers }) => headers['x-api-key'] === key)).toBe(true);
  expect(weir.fast.server.requests.map(({ headers }) => JSON.stringify(headers)).join()).not.toContain(key);
  expect(await filesHolding(weir.userData, key)).toEqual([]);
});

function minified(length: number): string {
  const parts: string[] = [];
  for (let size = 0, index = 0; size < length; index++) {
    const part = `function f${index}(a,b){if(a>b){return f${index - 1}(b,a)}return a.map(function(c){return c*${index}})}`;
    parts.push(part);
    size += part.length;
  }
  return `${parts.join(';')}\n`;
}
