// Promises to the user that no other file drives, each named after its point of experience.test.ts: what the menu switches, what the status
// bar says and leads to, a budget that is used up, an answer and the queue by keyboard, exported files, stillness where nothing may move,
// and the one question about learning. The strong model also stands on another machine here, behind the editor's proxy.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Frame, Locator } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { Trace } from '../../src/core/trace';
import { knowing, launchWeir, patience, type Script, type WeirEditor } from '../support/editorWeir';
import { certificateAuthority } from '../support/faults/selfSigned';
import { startModelServer, type ModelServer } from '../support/modelServer';
import { startProxy, type ProxyServer } from '../support/proxyServer';
import { saveAs } from '../support/saveDialog';

vi.setConfig({ testTimeout: 180_000 });
const good = 'The function `share` splits an `amount` into equal `parts`; `divmod` gives `each` part and the `rest`.';
const loop = `It applies the discount. ${'It takes the voucher and then it takes the voucher. '.repeat(12)}`;
const strongAnswer = 'The strong model says: `share` splits the `amount` into `parts`, and the `rest` is spread.';
/** Three hundred tokens, a cent each; an explanation reserves 320. */
const dear = `The strong model says: ${Array.from({ length: 296 }, (_, i) => `part${i}`).join(' ')}`;
/** No name server knows it: whatever is answered in its name came through the proxy. */
const host = 'models.company.test';
const folder = mkdtempSync(join(tmpdir(), 'weir-promises-'));
let far: ModelServer;
let proxy: ProxyServer;
let weir: WeirEditor;

beforeAll(async () => {
  const authority = certificateAuthority('Company Root');
  const trusted = join(folder, 'company.pem');
  writeFileSync(trusted, authority.cert);
  far = await startModelServer({ models: ['far'], answers: () => ({ text: strongAnswer, logprobs: -0.05 }) });
  proxy = await startProxy({ port: Number(new URL(far.url).port), intercept: authority });
  weir = await launchWeir({
    env: { SSL_CERT_FILE: trusted },
    settings: { 'http.proxy': proxy.url, 'http.systemCertificatesNode': true },
    files: { 'empty.py': '' },
  });
});

afterAll(async () => {
  await weir?.dispose();
  await proxy?.close();
  await far?.close();
  rmSync(folder, { recursive: true, force: true });
});

beforeEach(async () => {
  weir.fast.script = says(good);
  weir.strong.script = says(strongAnswer);
  await weir.probe.command('notifications.clearAll');
});

const says =
  (text: string, more: Partial<ReturnType<Script>> = {}): Script =>
  () => ({ text, logprobs: -0.05, ...more });
const label = async (): Promise<string> => (await weir.status.getAttribute('aria-label')) ?? '';
const strongAsked = (): number => weir.strong.server.requests.length;
const rows = (): Locator => weir.page.browserPage.locator('.quick-input-list .monaco-list-row');
const outcomesOf = ({ id }: Trace): string[] =>
  weir
    .traces()
    .find((trace) => trace.id === id)
    ?.outcomes.map(({ kind }) => kind) ?? [];

async function configure(settings: Readonly<Record<string, string | number | boolean>>): Promise<void> {
  for (const [name, value] of Object.entries(settings)) await weir.probe.configure(`weir.${name}`, value);
}

/** The menu of the status bar item, and in it the one entry that holds `text`. */
async function menu(text: string): Promise<Locator> {
  const input = weir.page.browserPage.locator('.quick-input-widget input[type=text]');
  const row = rows().filter({ hasText: text }).first();
  const soon = { timeout: 5_000 };
  // What takes the focus at this moment closes the menu again.
  for (let tries = 1; ; tries++) {
    try {
      if (!(await input.isVisible())) await weir.status.click(soon);
      await input.fill(text, soon);
      await row.waitFor(soon);
      return row;
    } catch (error) {
      if (tries === 6) throw new Error(`"${text}" is not to be found in the menu.`, { cause: error });
      await weir.page.press('Escape');
    }
  }
}

const choose = async (text: string): Promise<void> => (await menu(text)).click();

async function described(text: string): Promise<string> {
  const words = await (await menu(text)).innerText();
  await weir.page.press('Escape');
  return words;
}

/** Where two answers in a row were escalated, the next one is strong's at once: each test has a file of its own. */
const places = {
  'app/money.py': 12,
  'app/discounts.py': 14,
  'app/orders.py': 17,
  'app/invoice.py': 9,
  'app/main.py': 12,
};
type Place = keyof typeof places;

async function explain(path: Place = 'app/money.py'): Promise<Trace> {
  const before = weir.traces();
  await weir.page.openFile(path);
  await weir.page.setCursor(places[path], 1);
  await weir.page.runCommand('Weir: Explain');
  return weir.nextTrace(before, ({ kind }) => kind === 'explain');
}

/** Types the beginning of a new function at the end of a file. */
async function typeFunction(path: string, start: string): Promise<void> {
  await weir.openAtEnd(path);
  await weir.page.type(`\n\ndef mean(amounts):\n${start}`);
}

test('1 what Weir may learn by itself is asked once, after the first completion, and not again after a reload; a pause outlives it', async () => {
  const line = '    return total / len(amounts)';
  weir.fast.script = knowing(line);
  const question = weir.page.notification(/May Weir learn by itself/);
  const accept = async (path: string): Promise<void> => {
    await typeFunction(path, 'total = sum(amounts)\nreturn tot');
    await expect
      .poll(async () => {
        if ((await weir.page.ghostText()) === '') await weir.page.press('Alt+Backslash');
        return weir.page.ghostText();
      }, patience)
      .toBe('al / len(amounts)');
    await weir.page.press('Tab');
    await expect.poll(() => weir.page.text(), patience).toContain(line);
    await weir.probe.command('workbench.action.files.revert');
  };
  await accept('app/invoice.py');
  await question.getByRole('button', { name: 'No', exact: true }).click(patience);

  await choose('Pause for 60 min');
  await expect.poll(label, patience).toMatch(/paused for another 60 min/);
  await weir.page.reload();
  await expect.poll(label, patience).toMatch(/paused for another (?:60|59) min/);
  expect(await described('Resume now')).toMatch(/(?:60|59) min left/);
  await choose('Resume now');
  await expect.poll(label, patience).toContain('Ready.');
  await accept('app/invoice.py');
  expect(await question.count()).toBe(0);
});

test('3 local only, chosen in the menu: no other machine is asked, which is said, until it is switched off', async () => {
  await configure({ 'strong.baseUrl': `https://${host}/v1`, 'strong.model': 'far' });
  weir.fast.script = says(loop);
  await explain('app/discounts.py');
  await weir.page.notification(host).getByRole('button', { name: 'Allow' }).click(patience);
  await expect.poll(async () => (await explain('app/discounts.py')).shown, patience).toBe('strong');

  await choose('Local models only');
  await expect.poll(label, patience).toContain('with models on this machine only');
  const asked = far.requests.length;
  expect(await explain('app/discounts.py')).toMatchObject({ shown: 'unverified', end: 'finished' });
  await expect.poll(label, patience).toContain('only models on this machine may be asked');
  expect(await described('Local models only')).toMatch(/Local models only\s*on/);
  expect(far.requests.length).toBe(asked);

  await choose('Local models only');
  await expect.poll(label, patience).toContain('Ready. Click for the menu.');
  expect(await explain('app/discounts.py')).toMatchObject({ shown: 'strong' });
  expect(far.requests.length).toBeGreaterThan(asked);
  await configure({ 'strong.baseUrl': `${weir.strong.server.url}/v1`, 'strong.model': 'scripted-strong' });
});

async function chooseMode(text: string, mode: string): Promise<void> {
  await choose(text);
  const set = (): Promise<unknown> => weir.probe.run((vscode) => vscode.workspace.getConfiguration('weir').get('mode'));
  await expect.poll(set, patience).toBe(mode);
}

test('3 always fast, always strong, and the cascade again: by the menu', async () => {
  weir.fast.script = says(loop);
  await chooseMode('Always fast', 'fast');
  const asked = strongAsked();
  expect((await explain('app/orders.py')).attempts.map(({ tier }) => tier)).toEqual(['fast']);
  expect(await described('Always fast')).toContain('now');
  expect(strongAsked()).toBe(asked);
  await chooseMode('Always strong', 'strong');
  expect((await explain('app/orders.py')).attempts.map(({ tier }) => tier)).toEqual(['strong']);
  await chooseMode('Cascade: fast first', 'cascade');
  expect((await explain('app/orders.py')).attempts.map(({ tier }) => tier)).toEqual(['fast', 'strong']);
});

test('3 switched off for this workspace by the menu, in its own settings, and on again', async () => {
  weir.fast.script = knowing('    return total / len(amounts)');
  await weir.page.openFile('app/orders.py');
  await choose('Inline completions in this workspace');
  await expect.poll(() => weir.status.innerText(), patience).toContain('Weir off');
  expect(readFileSync(join(weir.workspace, '.vscode', 'settings.json'), 'utf8')).toContain('weir.completions.enabled');
  const asked = weir.fast.server.requests.length;
  await typeFunction('app/orders.py', 'total = sum(amounts)\nreturn tot');
  await expect.poll(() => weir.page.text(), patience).toContain('return tot');
  await choose('Inline completions in this workspace');
  await expect.poll(() => weir.status.innerText(), patience).not.toContain('Weir off');
  expect(weir.fast.server.requests.length).toBe(asked);
  await weir.page.focusEditor();
  await weir.page.type('a');
  await expect.poll(() => weir.page.ghostText(), patience).toBe('l / len(amounts)');
  await weir.probe.command('workbench.action.files.revert');
});

test('3 the tooltip: model, reason, tokens, cost of task, session and day, and links that lead on', async () => {
  weir.fast.script = says(good, { promptTokens: 1_412, cachedTokens: 1_000 });
  await explain();
  const tooltip = weir.page.browserPage.locator('.monaco-hover').filter({ visible: true }).last();
  const hovered = async (): Promise<string> => {
    await weir.page.browserPage.mouse.move(400, 300);
    await weir.status.hover();
    return tooltip.innerText({ timeout: 3_000 }).catch(() => '');
  };
  await expect.poll(hovered, { ...patience, interval: 500 }).toContain('scripted-fast');
  const words = (await tooltip.innerText()).replaceAll('\u00a0', ' ');
  await weir.page.screenshot('state-tooltip');
  expect(words).toContain('accepted');
  expect(words).toMatch(/1,412 tokens in, 1,000 of them cached, \d+ out/);
  expect(words).toMatch(/for this task, .* in this session, .* today \(estimated\)/);
  await weir.page.closeEditors();
  await expect
    .poll(async () => {
      await hovered();
      await tooltip.getByText('Open trace panel').click({ timeout: 2_000 });
      return weir.page.webview('Weir traces', 3_000).then(
        () => true,
        () => false,
      );
    }, patience)
    .toBe(true);
});

test('4 an answer by keyboard: Stop, Copy, Insert and a thumb', async () => {
  weir.fast.script = says(good, { tokensPerSecond: 1 });
  const before = weir.traces();
  await weir.page.openFile('app/money.py');
  await weir.page.setCursor(12, 1);
  const asked = weir.fast.server.requests.length;
  await weir.page.runCommand('Weir: Explain');
  const view = await weir.answerView();
  await expect.poll(() => weir.fast.server.requests.length, patience).toBe(asked + 1);
  await pressIn(view, 'Stop', 'Enter');
  await expect.poll(() => weir.fast.server.requests.at(-1)?.disconnectedAt, patience).not.toBeNull();
  expect((await weir.nextTrace(before, ({ kind }) => kind === 'explain')).end).toBe('cancelled');

  weir.fast.script = says(good);
  const trace = await explain();
  await weir.probe.run(async (vscode) => vscode.env.clipboard.writeText(''));
  await weir.openAtEnd('empty.py');
  await pressIn(view, 'Copy answer', 'Space');
  await expect.poll(() => weir.probe.run((vscode) => vscode.env.clipboard.readText()), patience).toBe(good);
  await pressIn(view, 'Insert answer at the cursor', 'Enter');
  await expect.poll(() => weir.page.text(), patience).toBe(good);
  await pressIn(view, 'Bad answer', 'Enter');
  expect(await view.getByRole('button', { name: 'Bad answer' }).getAttribute('aria-pressed')).toBe('true');
  await expect
    .poll(() => outcomesOf(trace), patience)
    .toEqual(expect.arrayContaining(['copied', 'inserted', 'thumb-down']));
  await weir.probe.command('workbench.action.files.revert');
});

/** Goes to a button of the answer view by Tab, and presses it. */
async function pressIn(view: Frame, name: string, key: 'Enter' | 'Space'): Promise<void> {
  const wanted = view.getByRole('button', { name, exact: true });
  await wanted.waitFor();
  await weir.probe.command('weir.answer.focus');
  const there = (): Promise<boolean> => wanted.evaluate((one) => one === document.activeElement);
  await expect
    .poll(
      async () => {
        if (!(await there())) await weir.page.press('Tab');
        return there();
      },
      { ...patience, interval: 20 },
    )
    .toBe(true);
  await weir.page.press(key);
}

test('7 trace panel: what was shown without a verdict is judged with two keys, and each becomes a label', async () => {
  weir.fast.script = says(loop);
  weir.strong.script = says('Incorrect API key provided.', { status: 401 });
  const first = await explain('app/main.py');
  const second = await explain('app/orders.py');
  expect([first.shown, second.shown]).toEqual(['unverified', 'unverified']);
  await weir.page.runCommand('Weir: Open Trace Panel');
  const panel = await weir.page.webview('Weir traces');
  await panel.getByRole('tab', { name: 'Tasks' }).click();
  await panel.getByRole('combobox', { name: 'Result', exact: true }).selectOption('To review');
  const judged = panel.locator('.row').filter({ hasNotText: 'not verified' });
  await expect.poll(() => judged.count(), patience).toBe(0);
  const queue = panel.locator('.row .row-path');
  await expect
    .poll(() => queue.allInnerTexts().then((all) => all.slice(0, 2)), patience)
    .toEqual(['app/orders.py', 'app/main.py']);
  const waiting = await queue.count();
  await panel.getByRole('listbox').focus();
  await weir.page.press('Home');
  await weir.page.press('y');
  await weir.page.press('n');
  await expect.poll(() => queue.count(), patience).toBe(waiting - 2);
  await weir.page.screenshot('panel-review');
  expect([outcomesOf(second), outcomesOf(first)]).toEqual([
    expect.arrayContaining(['thumb-up']),
    expect.arrayContaining(['thumb-down']),
  ]);
  await expect.poll(() => [labelOf(second), labelOf(first)], patience).toEqual([1, 0]);
  await panel.getByRole('combobox', { name: 'Result', exact: true }).selectOption('All results');
  // What a model is taken for after failures is forgotten with the settings that it failed under.
  await configure({ aim: 'quality' });
  await configure({ aim: 'balanced' });
});

/** What the calibration is told of an answer: 1 good, 0 bad, null nothing yet. */
function labelOf({ id }: Trace): unknown {
  const file = join(weir.userData, 'User', 'globalStorage', 'weir.weir', 'traces.db');
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    return database.prepare('SELECT good FROM results WHERE id = ?').get(id)?.['good'];
  } finally {
    database.close();
  }
}

test('7 trace panel: traces are exported as JSON lines, as a table and for a collector, without content unless asked', async () => {
  await explain();
  const exported = async (name: string, more?: string): Promise<string[]> => {
    const file = join(dirname(weir.workspace), name);
    await weir.page.runCommand('Weir: Export Traces');
    await saveAs(weir.page, 'Weir: Export Traces', file);
    if (more !== undefined) await rows().filter({ hasText: more }).click(patience);
    await expect.poll(() => existsSync(file) && readFileSync(file, 'utf8').endsWith('\n'), patience).toBe(true);
    return readFileSync(file, 'utf8').trimEnd().split('\n');
  };
  const traces = weir.traces();

  const lines = (await exported('traces.jsonl')).map((line) => JSON.parse(line) as { trace: Trace; task: string });
  expect(lines.map(({ trace }) => trace.id).sort()).toEqual(traces.map(({ id }) => id).sort());
  for (const { task, trace } of lines) expect(task).toBe(trace.kind);

  const [head, ...table] = await exported('traces.csv');
  expect(head).toMatch(/^id,startedAt,kind,languageId,path,tier,model,.*,cost,/);
  expect(table).toHaveLength(traces.length);
  expect(table.join()).not.toContain('divmod');

  const figures = await exported('figures.json', 'Figures and Reasons Only');
  expect(figures).toHaveLength(traces.length);
  for (const line of figures) expect(JSON.parse(line)).toHaveProperty('resourceSpans.0.scopeSpans.0.spans.0.traceId');
  const text = figures.join('\n');
  for (const named of ['gen_ai.request.model', 'gen_ai.usage.input_tokens', 'scripted-fast'])
    expect(text).toContain(named);
  for (const content of ['divmod', 'def share', 'gen_ai.input.messages', 'gen_ai.output.messages'])
    expect(text).not.toContain(content);

  const whole = (await exported('whole.json', 'With Prompts and Answers')).join('\n');
  expect(whole).toContain('gen_ai.output.messages');
  expect(whole).toContain('def share');
});

test('10 over budget: warned, asked, then fast only; the status bar says so, and the menu leads to the budgets', async () => {
  await weir.probe.run(
    async (vscode, prices) => {
      await vscode.workspace.getConfiguration('weir').update('prices', prices, vscode.ConfigurationTarget.Global);
      return null;
    },
    { 'scripted-strong': { input: 0, cachedRead: 0, cacheWrite: 0, output: 10_000 } },
  );
  await configure({ 'budget.day': 3.9 });
  weir.strong.script = says(dear);
  const reask = async (): Promise<Trace> => {
    const before = weir.traces();
    await weir.page.runCommand('Weir: Re-ask Strong Model');
    return weir.nextTrace(before, ({ kind }) => kind === 'explain');
  };
  await explain('app/invoice.py');
  expect(await reask()).toMatchObject({ shown: 'strong' });
  await weir.page.notification(/near the budget/).waitFor(patience);
  const asked = strongAsked();
  expect(await reask()).toMatchObject({ shown: 'unverified', reasons: [{ rule: 'strong-down' }] });
  await weir.page.notification('Fast Only').getByRole('button', { name: 'Fast Only' }).click(patience);
  weir.fast.script = says(loop);
  expect(await explain('app/invoice.py')).toMatchObject({
    shown: 'unverified',
    route: { tier: 'fast', rule: 'budget.over' },
    reasons: [{ rule: 'budget.over' }],
  });
  expect(strongAsked()).toBe(asked);

  weir.fast.script = knowing();
  await weir.openAtEnd('app/money.py');
  await weir.page.type('\n\ndef ');
  await expect.poll(() => weir.status.innerText(), patience).toContain('over budget');
  expect(await label()).toMatch(/\$3.00 of \$3.90 spent/);
  await expect(weir.status.getAttribute('class')).resolves.toContain('warning-kind');
  await weir.page.screenshot('state-over-budget');
  await choose('Budget');
  const found = weir.page.browserPage.locator('.settings-count-widget').filter({ visible: true });
  await expect.poll(() => found.innerText(), patience).toMatch(/^2 Settings Found/);
  await weir.probe.command('workbench.action.closeActiveEditor');
  await configure({ 'budget.day': 50 });
  await expect.poll(() => weir.status.innerText(), patience).not.toContain('over budget');
  expect(await reask()).toMatchObject({ shown: 'strong', route: { tier: 'strong' } });
  expect(strongAsked()).toBe(asked + 1);
  await configure({ 'budget.day': 0 });
  await weir.probe.command('workbench.action.files.revert');
});

test('13 reduced motion, by the editor’s setting or the machine’s: nothing moves while an answer streams', async () => {
  weir.fast.script = says(good, { tokensPerSecond: 0.5 });
  const moving = async (): Promise<number> => {
    const counts = [await weir.answerView(), await weir.page.webview('Weir traces')].map((frame) =>
      frame.evaluate(
        () =>
          document.getAnimations().length +
          [...document.querySelectorAll('*')].filter((one) => getComputedStyle(one).scrollBehavior === 'smooth').length,
      ),
    );
    return (await Promise.all(counts)).reduce((sum, count) => sum + count, 0);
  };
  const spins = (): Promise<number> => weir.status.locator('.codicon-modifier-spin').count();
  const streaming = async (): Promise<void> => {
    await weir.page.openFile('app/money.py');
    await weir.page.setCursor(12, 1);
    const asked = weir.fast.server.requests.length;
    await weir.page.runCommand('Weir: Explain');
    await expect.poll(() => weir.fast.server.requests.length, patience).toBe(asked + 1);
    await weir.page.runCommand('Weir: Open Trace Panel');
    await expect.poll(() => weir.status.innerText(), patience).toContain('asking fast');
  };
  const stop = async (): Promise<void> => {
    await weir.page.runCommand('Weir: Stop');
    await expect.poll(() => weir.fast.server.requests.at(-1)?.disconnectedAt, patience).not.toBeNull();
  };

  await weir.probe.configure('workbench.reduceMotion', 'off');
  await streaming();
  await expect.poll(moving, patience).toBeGreaterThan(0);
  expect(await spins()).toBe(1);
  await weir.page.browserPage.emulateMedia({ reducedMotion: 'reduce' });
  await expect.poll(moving, patience).toBe(0);
  await weir.page.browserPage.emulateMedia({ reducedMotion: 'no-preference' });
  await expect.poll(moving, patience).toBeGreaterThan(0);
  await weir.probe.configure('workbench.reduceMotion', 'on');
  await expect.poll(moving, patience).toBe(0);
  await stop();
  await streaming();
  expect(await spins()).toBe(0);
  expect(await moving()).toBe(0);
  await stop();
  await weir.probe.configure('workbench.reduceMotion', 'auto');
});
