// VS Code's own chat: `@weir` asked in its view, with its commands, what it proposes next and its reasons; "Weir Auto" as a model, and the
// tool for agents.
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchWeir, patience, type WeirEditor } from '../support/editorWeir';

const plain = 'It splits a sum into equal parts and gives the first ones a cent more, so that nothing is lost.';
let weir: WeirEditor;

beforeAll(async () => {
  weir = await launchWeir();
  weir.fast.script = () => ({ text: plain, logprobs: -0.05 });
});

afterAll(async () => {
  await weir?.dispose();
});

const chat = (): Locator => weir.page.browserPage.locator('.interactive-session');
const responses = (): Locator => chat().locator('.interactive-response');
const trace = (): string =>
  `Traceback (most recent call last):\n  File "${join(weir.workspace, 'app', 'money.py')}", line 12, in share\nValueError: no parts\n`;

/** Writes into the chat's input, and sends it with Enter once the editor knows the models there are. */
async function ask(query: string): Promise<void> {
  await weir.probe.command('workbench.action.chat.open', { query, isPartialQuery: true });
  await chat().getByText('Weir Auto').first().waitFor(patience);
  await chat().locator('.chat-input-container').filter({ hasText: '@weir' }).waitFor(patience);
  await weir.page.press('Enter');
}

test('6 chat: @weir answers a question, explains, and debugs what it proposes to', { timeout: 300_000 }, async () => {
  await weir.page.openFile('app/money.py');
  await weir.page.setCursor(12, 1);
  await ask('@weir What does share do?');
  await responses().filter({ hasText: plain }).waitFor(patience);
  await expect.poll(() => responses().last().innerText(), patience).toMatch(/fast · scripted-fast · .*accepted/);
  await weir.page.screenshot('state-chat');
  expect(weir.traces().at(-1)).toMatchObject({ kind: 'chat', shown: 'accepted' });

  let before = weir.traces();
  await ask('@weir /explain');
  expect(await weir.nextTrace(before, ({ kind }) => kind === 'explain')).toMatchObject({ path: 'app/money.py' });

  before = weir.traces();
  await weir.probe.run(async (vscode, text) => vscode.env.clipboard.writeText(text), trace());
  await chat().getByText('Debug the copied stack trace').last().click(patience);
  if ((await weir.page.browserPage.locator('.chat-input-container').first().innerText()).includes('/debug'))
    await weir.page.press('Enter');
  const debugged = await weir.nextTrace(before, ({ kind }) => kind === 'debug');
  expect(debugged.path).toBe('app/money.py');
  await chat().getByText('Why?').last().click(patience);
  const panel = await weir.page.webview('Weir traces');
  await panel.getByRole('heading', { name: 'Route' }).waitFor(patience);
});

test('6 chat: Weir Auto answers as a model, and agents get the parsed and resolved trace', async () => {
  const said = await weir.probe.run(async (vscode) => {
    const [model] = await vscode.lm.selectChatModels({ vendor: 'weir' });
    if (model === undefined) return 'no model';
    const response = await model.sendRequest([vscode.LanguageModelChatMessage.User('What does share do?')]);
    let text = '';
    for await (const part of response.text) text += part;
    return `${model.name}: ${text}`;
  });
  expect(said).toBe(`Weir Auto: ${plain}`);
  const read = await weir.probe.run(async (vscode, text) => {
    const result = await vscode.lm.invokeTool('weir_readStackTrace', {
      input: { text },
      toolInvocationToken: undefined,
    });
    return result.content.map((part) => (part instanceof vscode.LanguageModelTextPart ? part.value : '')).join('');
  }, trace());
  expect(JSON.parse(read)).toMatchObject({
    language: 'python',
    errors: [{ type: 'ValueError', message: 'no parts' }],
    suspects: [{ path: 'app/money.py', line: 12, function: 'share' }],
  });
});
