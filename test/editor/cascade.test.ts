// What the cascade promises a user beside its answers, in the real editor: a budget that is asked about, nothing learned before a yes,
// a team's policy that is the pinned one or none, and an answer that nobody takes away while it is used.
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Frame } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { Trace } from '../../src/core/trace';
import { editBlock } from '../support/editorPatch';
import { launchWeir, patience, type WeirEditor } from '../support/editorWeir';

vi.setConfig({ testTimeout: 180_000 });
const good = 'The function `share` splits an `amount` into equal `parts`; `divmod` gives `each` part and the `rest`.';
const refusal = 'I am sorry, but I cannot help with explaining this code.';
const strongAnswer = 'The strong model says: `share` splits the `amount` into `parts`, and the `rest` is spread.';
/** Three hundred tokens, a cent each; an explanation reserves 320. */
const dear = `The strong model says: ${Array.from({ length: 296 }, (_, i) => `part${i}`).join(' ')}`;
const policy = JSON.stringify({ models: ['scripted-fast'] });
const sha256 = createHash('sha256').update(policy).digest('hex');

let weir: WeirEditor;
let view: Frame;
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'weir-policy-'));
  await writeFile(join(folder, 'policy.json'), policy);
  weir = await launchWeir();
});

afterAll(async () => {
  await weir?.dispose();
  await rm(folder, { recursive: true, force: true });
});

beforeEach(async () => {
  weir.fast.script = () => ({ text: good, logprobs: -0.05 });
  weir.strong.script = () => ({ text: strongAnswer, logprobs: -0.05 });
  await weir.probe.command('notifications.clearAll');
});

const configure = (name: string, value: string | number): Promise<unknown> => weir.probe.configure(name, value);
const strongAsked = (): number => weir.strong.server.requests.length;
const click = (name: string): Promise<void> => view.getByRole('button', { name, exact: true }).click();

const outcomesOf = (trace: Trace): string[] =>
  weir
    .traces()
    .find(({ id }) => id === trace.id)
    ?.outcomes.map(({ kind }) => kind) ?? [];

async function explain(): Promise<Trace> {
  const before = weir.traces();
  await weir.page.openFile('app/money.py');
  await weir.page.setCursor(12, 1);
  await weir.page.runCommand('Weir: Explain');
  view = await weir.answerView();
  return weir.nextTrace(before, ({ kind }) => kind === 'explain');
}

async function reaskStrong(): Promise<Trace> {
  const before = weir.traces();
  await weir.page.runCommand('Weir: Re-ask Strong Model');
  return weir.nextTrace(before, ({ kind }) => kind === 'explain');
}

async function edit(): Promise<Trace> {
  const before = weir.traces();
  await weir.page.openFile('app/money.py');
  await weir.page.setCursor(12, 1, 12, 100);
  await weir.page.runCommand('Weir: Edit Selection…');
  const input = weir.page.browserPage.locator('.quick-input-widget input[type=text]');
  await input.waitFor();
  await input.fill('call it differently');
  await weir.page.press('Enter');
  return weir.nextTrace(before, ({ kind }) => kind === 'edit');
}

const lineOf = (path: string, line: number): Promise<string> =>
  weir.probe.run(
    async (vscode, file, at) => {
      const [found] = await vscode.workspace.findFiles(file);
      if (found === undefined) throw new Error(`no ${file}`);
      return (await vscode.workspace.openTextDocument(found)).lineAt(at - 1).text;
    },
    path,
    line,
  );

test('an answer that is used is not taken away: the strong one is offered beside it, and choosing it is a word against the first', async () => {
  // The view takes its time to come the first time, longer than the strong answer may.
  await explain();
  await view.locator('.answer-head').waitFor();
  weir.fast.script = () => ({ text: refusal, logprobs: -0.05 });
  weir.strong.script = () => ({ text: strongAnswer, delayMs: 6_000 });
  const before = weir.traces();
  await weir.page.openFile('app/money.py');
  await weir.page.setCursor(12, 1);
  await weir.page.runCommand('Weir: Explain');
  view = await weir.answerView();
  await expect.poll(() => view.locator('.markdown').innerText(), patience).toContain('I am sorry');
  await view.locator('.markdown').click();
  const trace = await weir.nextTrace(before, ({ kind }) => kind === 'explain');
  expect(trace).toMatchObject({ shown: 'unverified', reasons: [{ rule: 'strong-after-touch' }] });
  expect(await view.locator('.markdown').innerText()).toContain('I am sorry');
  await click('Later answer (strong)');
  await expect.poll(() => view.locator('.markdown').innerText(), patience).toContain('The strong model says');
  await weir.page.screenshot('state-offered');
  await expect.poll(() => outcomesOf(trace), patience).toContain('re-asked');
});

test('the budget warns when it is nearly used up, then asks, and fast alone answers until the user says more', async () => {
  const prices = { input: 0, cachedRead: 0, cacheWrite: 0, output: 10_000 };
  await weir.probe.run(async (vscode, own) => {
    const settings = vscode.workspace.getConfiguration('weir');
    await settings.update('prices', { 'scripted-strong': own }, vscode.ConfigurationTarget.Global);
    await settings.update('budget.day', 7, vscode.ConfigurationTarget.Global);
  }, prices);
  weir.strong.script = () => ({ text: dear });
  await explain();
  expect(await reaskStrong()).toMatchObject({ shown: 'strong' });
  expect(await reaskStrong()).toMatchObject({ shown: 'strong' });
  await weir.page.notification(/near the budget: \$3\.00 \+ up to \$.* of \$7\.00 today/).waitFor();
  await weir.page.screenshot('state-budget-near');
  const asked = strongAsked();
  const refused = await reaskStrong();
  expect(refused).toMatchObject({ shown: 'unverified', reasons: [{ rule: 'strong-down' }] });
  expect(strongAsked()).toBe(asked);
  const question = weir.page.notification(/too little is left/).filter({ hasText: 'Fast Only' });
  await question.waitFor();
  await weir.page.screenshot('state-budget-over');
  // While the question stands, and after "Fast Only", the strong tier is closed and the trace says why.
  weir.fast.script = () => ({ text: refusal, logprobs: -0.05 });
  const closed = await explain();
  expect(closed).toMatchObject({ shown: 'unverified', route: { tier: 'fast', rule: 'budget.over' } });
  expect(strongAsked()).toBe(asked);
  await question.getByRole('button', { name: 'Spend as Much Again' }).click();
  weir.fast.script = () => ({ text: good, logprobs: -0.05 });
  await expect
    .poll(async () => (await reaskStrong()).shown, { ...patience, message: 'strong answers again after the yes' })
    .toBe('strong');
  await configure('weir.budget.day', 0);
});

test('nothing is asked twice to learn before the user says yes', async () => {
  const line = await lineOf('app/money.py', 12);
  const change = `I rename it.\n\n${editBlock('app/money.py', line, `${line}  # as asked`)}`;
  weir.fast.script = () => ({ text: change, logprobs: -0.02 });
  // Every draw hits: only the missing yes keeps an audit from being made.
  await weir.probe.run(() => {
    Math.random = () => 0;
    return null;
  });
  const before = strongAsked();
  expect(await edit()).toMatchObject({ shown: 'accepted' });
  expect(await edit()).toMatchObject({ shown: 'accepted' });
  expect(strongAsked()).toBe(before);
  await weir.page.runCommand('Weir: Let Weir Learn by Itself…');
  const question = weir.page.notification(/May Weir learn by itself/);
  await question.getByRole('button', { name: 'Yes, Learn' }).click();
  await edit();
  await expect.poll(strongAsked, patience).toBe(before + 1);
  await weir.page.runCommand('Weir: Let Weir Learn by Itself…');
  await question.getByRole('button', { name: 'No', exact: true }).click();
  await edit();
  expect(strongAsked()).toBe(before + 1);
});

test('new errors right after an accepted change are a word against it', async () => {
  const line = await lineOf('app/money.py', 12);
  weir.fast.script = () => ({
    text: `I rename it.\n\n${editBlock('app/money.py', line, `${line}  # as asked`)}`,
    logprobs: -0.02,
  });
  const trace = await edit();
  view = await weir.answerView();
  await view.locator('.patch').getByRole('button', { name: 'Accept', exact: true }).click();
  await expect.poll(() => outcomesOf(trace), patience).toContain('accepted');
  await weir.probe.run(async (vscode) => {
    const [file] = await vscode.workspace.findFiles('app/money.py');
    if (file === undefined) throw new Error('no file');
    const range = new vscode.Range(11, 0, 11, 4);
    const error = new vscode.Diagnostic(range, 'planted', vscode.DiagnosticSeverity.Error);
    vscode.languages.createDiagnosticCollection('planted').set(file, [error]);
    return null;
  });
  await expect.poll(() => outcomesOf(trace), patience).toContain('new-errors');
});

test('a policy that is not the pinned one is refused with a sentence and changes nothing; the pinned one holds', async () => {
  const path = join(folder, 'policy.json');
  await configure('weir.policy', `${path}#sha256=${'0'.repeat(64)}`);
  const notice = weir.page.notification(/Weir refuses the policy file/);
  await notice.waitFor();
  expect(await notice.innerText()).toContain(sha256);
  await weir.page.screenshot('state-policy-refused');
  await explain();
  expect(await reaskStrong()).toMatchObject({ shown: 'strong' });
  const asked = strongAsked();
  await configure('weir.policy', `${path}#sha256=${sha256}`);
  weir.fast.script = () => ({ text: refusal, logprobs: -0.05 });
  await expect
    .poll(async () => (await explain()).route?.rule, { ...patience, message: 'the policy closes the strong tier' })
    .toBe('not-in-policy');
  expect(strongAsked()).toBe(asked);
  await configure('weir.policy', '');
});
