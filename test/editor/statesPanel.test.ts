// The states of the trace panel, light and dark, in the real editor, for people to look at (WEIR_SHOTS, `state-<name>`): empty, a task's
// timeline, calibration with too few and with enough answers, the standing verdict, spending, a hundred thousand traces. What each has
// to say is checked by its words; how it looks is not.
import { join } from 'node:path';
import type { Frame } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { launchWeir, patience, type WeirEditor } from '../support/editorWeir';
import { multiplyTraces } from '../support/manyTraces';
import * as pictured from '../support/pictured';
import { pictureState } from '../support/pictured';
import { enterWork, workHistory, type Work } from '../support/workHistory';

vi.setConfig({ testTimeout: 300_000 });
let weir: WeirEditor;
let panel: Frame;

beforeAll(async () => {
  weir = await launchWeir({
    settings: { ...pictured.picturedSettings, 'weir.aim': 'cost', 'weir.budget.day': 0.5, 'weir.budget.month': 8 },
  });
  await weir.probe.command('workbench.action.closeSidebar');
});

afterAll(async () => {
  await weir?.dispose();
});

const picture = (name: string): Promise<void> => pictureState(weir.page, name);
const store = (): string => join(weir.userData, 'User', 'globalStorage', 'weir.weir', 'traces.db');
const work = (more: Pick<Work, 'days'> & Partial<Work>): Work => ({
  now: Date.now(),
  models: pictured.picturedModels,
  ...more,
});

/** Opened anew: what other programs wrote is not told of. */
async function open(tab: string, heading: string | RegExp): Promise<void> {
  await weir.page.closeEditors();
  await weir.page.runCommand('Weir: Open Trace Panel');
  panel = await weir.page.webview('Weir traces');
  await panel.getByRole('tab', { name: tab }).click();
  await panel.getByText(heading).first().waitFor();
}

/** The report alone: into sight would scroll what is around the page as well. */
function scrollTo(heading: string): Promise<unknown> {
  return panel.evaluate(
    `{ const report = document.querySelector('.view:not([hidden])');
       for (const one of report.querySelectorAll('h2')) if (one.textContent === '${heading}') report.scrollTop = one.offsetTop - 16; }`,
  );
}

test('the panel before the first task', async () => {
  await open('Tasks', 'No tasks yet');
  await picture('panel-empty');
});

test('a task that was escalated, with its timeline', async () => {
  weir.fast.script = () => ({
    text: pictured.cutAnswer,
    logprobs: -0.05,
    finish: 'length',
    delayMs: 180,
    tokensPerSecond: 300,
  });
  weir.strong.script = () => ({ text: pictured.strongAnswer, delayMs: 420, tokensPerSecond: 80 });
  const before = weir.traces();
  await weir.page.openFile('app/discounts.py');
  await weir.page.setCursor(14, 1);
  await weir.page.runCommand('Weir: Explain');
  await weir.nextTrace(before, ({ shown }) => shown === 'strong');
  await weir.probe.command('workbench.action.closeSidebar');
  enterWork(store(), workHistory(work({ days: 1, known: 0.4 })), false);
  await open('Tasks', 'app/discounts.py');
  await panel.locator('.row').filter({ hasText: 'app/discounts.py' }).first().click();
  await panel.getByRole('heading', { name: 'Timeline' }).waitFor();
  await picture('panel-task');
});

test('calibration with too few answers', async () => {
  await weir.probe.configure('weir.aim', 'balanced');
  await open('Calibration', /not certified yet: \d+ of 29 answers/i);
  await picture('calibration-few');
});

test('calibration with enough answers, and what the work has cost', async () => {
  enterWork(store(), workHistory(work({ days: 14 })), true);
  await open('Calibration', /At most 1 in 10 accepted answers is bad/);
  await panel.getByText('The cascade pays.').waitFor();
  await picture('calibration-enough');
  await scrollTo('Quality against cost');
  await picture('calibration-curves');
  await open('Spending', 'By task and tier');
  await picture('spending');
  await scrollTo('By task and tier');
  await picture('spending-prices');
});

test('the standing verdict, with its switch', async () => {
  await weir.probe.configure('weir.aim', 'cost');
  await open('Calibration', 'Fast alone would be better.');
  await panel.getByRole('button', { name: 'Switch to fast only' }).waitFor();
  await picture('verdict');
  await weir.probe.configure('weir.aim', 'balanced');
});

test('a hundred thousand traces', async () => {
  multiplyTraces(store(), 100_000);
  await open('Tasks', 'Tasks');
  await expect.poll(() => panel.locator('.count').innerText(), patience).toMatch(/100,\d{3}/);
  await panel.locator('.row').first().waitFor();
  await picture('panel-100000');
});
