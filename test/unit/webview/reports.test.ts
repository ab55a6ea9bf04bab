// The calibration and spending views in Chromium: what they say, what their controls send, by keyboard and in every theme.
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { accessibilityFaults } from '../../support/accessibilityFaults';
import { alarmedFacts, certifiedFacts, spentHistory, waitingFacts } from '../../support/calibrationExamples';
import { findChromium, WebviewHarness, type OpenView, type ViewOptions } from '../../support/webviewHarness';
import { themes, type ThemeName } from '../../support/webviewThemes';
import { traceHost } from '../../support/webviewTraceHost';

// A browser on a loaded machine is slow; nothing here is about speed.
vi.setConfig({ testTimeout: 180_000 });
const chromium = findChromium();
if (!chromium) process.stderr.write('No Chromium found (WEIR_CHROMIUM): the tests of the reports are skipped.\n');

describe.skipIf(!chromium)('the reports of the trace panel', () => {
  let harness: WebviewHarness;

  beforeAll(async () => {
    harness = await WebviewHarness.start(chromium ?? '');
  });
  afterAll(() => harness.close());

  const open = async (name: string, facts = certifiedFacts, options: Partial<ViewOptions> = {}): Promise<OpenView> => {
    const view = await harness.open({ view: 'trace', width: 900, height: 700, init: traceHost(6, facts), ...options });
    await view.page.getByRole('tab', { name }).click();
    await view.page.getByRole('heading', { name, level: 1 }).waitFor();
    return view;
  };
  const words = (view: OpenView): Promise<string> => view.page.locator('.view:not([hidden])').innerText();

  test('too few answers: the certificate says how many are missing, and where to judge some', async () => {
    const view = await open('Calibration', waitingFacts);
    expect(await words(view)).toContain('Not certified yet: 12 of 29 answers');
    expect(await words(view)).toContain('The threshold 0.70 is a prior, set by hand.');
    expect(await view.page.locator('.chart').count()).toBe(0);
    expect(await words(view)).toContain('No standing verdict yet: 40 of 50 tasks');
    await view.page.getByRole('button', { name: 'Judge answers that wait' }).click();
    expect((await view.sent()).findLast(({ type }) => type === 'list')?.['query']).toMatchObject({ unjudged: true });
    await view.close();
  });

  test('a reliability of so few answers is not drawn', async () => {
    const view = await open('Calibration', { ...waitingFacts, reliability: [{ p: 0.8, good: 1, count: 7 }] });
    expect(await words(view)).toContain('Nothing to draw yet');
    expect(await view.page.locator('.chart').count()).toBe(0);
    await view.close();
  });

  test('the slider previews by keyboard what a threshold would have saved, and changes nothing', async () => {
    const view = await open('Calibration');
    const slider = view.page.getByRole('slider');
    await slider.focus();
    for (let step = 0; step < 7; step++) await view.page.keyboard.press('ArrowLeft');
    expect(await words(view)).toContain(
      'At 0.40: 84 % of the fast answers accepted, how many of them are bad was not observed;',
    );
    expect(await words(view)).toMatch(/1,000 tasks cost \$1\.21 less and each takes 966 ms less\./);
    await view.page.getByRole('button', { name: 'Change the aim…' }).press('Enter');
    expect((await view.sent()).at(-1)).toEqual({ type: 'run', command: 'aim' });
    await view.close();
  });

  test('what was not observed is drawn dashed and named in the table', async () => {
    const view = await open('Calibration');
    expect(await view.page.locator('path.chart-unseen').count()).toBe(14);
    await view.page.getByText('Show as a table').first().click();
    expect(await view.page.getByRole('row', { name: /^0\.40/ }).innerText()).toContain('not observed');
    await view.close();
  });

  test('alarms are named with their figures, and the standing verdict offers its switch', async () => {
    const view = await open('Calibration', alarmedFacts);
    expect(await view.page.getByRole('region', { name: 'Alarms' }).innerText()).toContain('over 61 answers');
    expect(await words(view)).toContain('Fast alone would be better. Fast alone instead of the cascade: −$0.37');
    await view.page.getByRole('button', { name: 'Switch to fast only' }).click();
    expect((await view.sent()).at(-1)).toEqual({ type: 'mode', mode: 'fast' });
    await view.close();
  });

  test('a change that accepts more waits for a yes', async () => {
    const change = certifiedFacts.changes[0];
    const view = await open('Calibration', { ...certifiedFacts, pending: change ?? null });
    expect(await words(view)).toContain('Threshold 0.70 → 0.74:');
    await view.page.getByRole('button', { name: 'Adopt' }).click();
    expect((await view.sent()).at(-1)).toEqual({ type: 'adopt' });
    await view.close();
  });

  test('spending says what strong alone would have cost, by day, task and tier', async () => {
    const view = await open('Spending');
    const said = await words(view);
    expect(said).toContain('$7.20 for 2,544 tasks. claude-opus-4-5 alone would have cost $22.67: $15.47 saved, 68 %.');
    expect(said).toContain('No price is known of: house-model');
    expect(said).toContain('on 2025-11-01, 389 days ago: compare them again. Set prices');
    expect(await view.page.getByRole('row', { name: 'qwen2.5-coder-0.5b (on this machine)' }).innerText()).toMatch(
      /(\tfree){4}$/,
    );
    const cells = await view.page.getByRole('row', { name: 'gpt-4o-mini' }).innerText();
    expect(cells).toMatch(/\t0\.15\t0\.075\t0\.15\t0\.6$/);
    await view.page.getByText('Show as a table').click();
    expect(await view.page.getByRole('row', { name: /^2026-11-17/ }).innerText()).toMatch(/\t0\t\$0\t\$0\t\$0$/);
    await view.page.getByRole('button', { name: 'Set budgets' }).click();
    expect((await view.sent()).at(-1)).toEqual({ type: 'run', command: 'budget' });
    await view.close();
  });

  test('where both models are free there is no chart of nothing, and nothing saved', async () => {
    const free = spentHistory.map((line) => ({ ...line, dollars: 0, unpriced: 0, strongAlone: 0 }));
    const view = await open('Spending', certifiedFacts, { init: traceHost(6, certifiedFacts, free) });
    const said = await words(view);
    expect(said).toContain('claude-opus-4-5 alone would have cost nothing either.');
    expect(said).toContain('Nothing has been charged in the last 30 days.');
    expect(await view.page.locator('.chart').count()).toBe(0);
    await view.close();
  });

  test.each(['Calibration', 'Spending'])('nothing but the report itself scrolls: %s', async (name) => {
    const view = await open(name);
    const moved = await view.page.evaluate(() => {
      const headings = [...document.querySelectorAll('.view:not([hidden]) h2')];
      headings.at(-1)?.scrollIntoView();
      return document.querySelector('.panel-head')?.getBoundingClientRect().top;
    });
    expect(moved).toBe(0);
    await view.close();
  });

  test('tabs by arrow keys; the view and the threshold looked at survive a reload', async () => {
    const view = await open('Calibration');
    await view.page.getByRole('slider').fill('4');
    await view.page.getByRole('tab', { name: 'Calibration' }).focus();
    await view.page.keyboard.press('ArrowRight');
    await view.page.getByRole('heading', { name: 'Spending', level: 1 }).waitFor();
    await view.page.keyboard.press('ArrowLeft');
    await view.page.reload();
    await view.page.getByRole('heading', { name: 'Calibration', level: 1 }).waitFor();
    expect(await view.page.getByRole('slider').inputValue()).toBe('4');
    expect(view.incidents).toEqual([]);
    await view.close();
  });

  test.each(Object.keys(themes) as ThemeName[])('nothing serious for axe in %s', async (theme) => {
    for (const [name, facts] of [
      ['Calibration', waitingFacts],
      ['Calibration', alarmedFacts],
      ['Spending', certifiedFacts],
    ] as const) {
      const view = await open(name, facts, { theme });
      await view.page.evaluate(() => document.querySelectorAll('details').forEach((one) => (one.open = true)));
      expect(await accessibilityFaults(view.page)).toEqual([]);
      await view.close();
    }
  });
});
