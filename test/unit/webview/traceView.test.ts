// The trace panel's real bundle in Chromium, over a host with few traces, none, and a hundred thousand.
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { accessibilityFaults } from '../../support/accessibilityFaults';
import { loadingPayloads } from '../../support/hostileMarkdown';
import { findChromium, WebviewHarness, type OpenView, type ViewOptions } from '../../support/webviewHarness';
import { themes, type ThemeName } from '../../support/webviewThemes';
import { allTraces, summaryOf, traceHost } from '../../support/webviewTraceHost';
import { escalatedTrace } from '../../support/webviewTraces';

// A browser on a loaded machine is slow; nothing here is about speed.
vi.setConfig({ testTimeout: 180_000 });
const chromium = findChromium();
if (!chromium) process.stderr.write('No Chromium found (WEIR_CHROMIUM): the tests of the trace panel are skipped.\n');

describe.skipIf(!chromium)('the trace panel', () => {
  let harness: WebviewHarness;

  beforeAll(async () => {
    harness = await WebviewHarness.start(chromium ?? '');
  });
  afterAll(() => harness.close());

  const open = async (count: number, options: Partial<ViewOptions> = {}): Promise<OpenView> => {
    const view = await harness.open({ view: 'trace', width: 1100, height: 700, init: traceHost(count), ...options });
    await view.page.waitForSelector(count === 0 ? '.empty:not([hidden])' : '.row');
    return view;
  };
  const details = (view: OpenView) => view.page.getByRole('main', { name: 'Details' });
  const lastQuery = async (view: OpenView) =>
    (await view.sent()).findLast((message) => message.type === 'list')?.['query'];

  test('stays within 200 KB', () => {
    expect(harness.sizes['trace.js']).toBeLessThan(200_000);
  });

  test('teaches while there are no traces', async () => {
    const view = await open(0);
    expect(await view.page.getByRole('heading', { name: 'No tasks yet' }).isVisible()).toBe(true);
    await view.page.getByRole('button', { name: 'Debug a stack trace' }).click();
    expect((await view.sent()).at(-1)).toEqual({ type: 'run', command: 'debug' });
    await view.close();
  });

  test('a row says task, place, tier, time taken, why, model, outcome and cost', async () => {
    const view = await open(6);
    const rows = await view.page.locator('.row').allInnerTexts();
    const line = (index: number): string => rows[index]?.replace(/\s*\n\s*/g, ' | ') ?? '';
    expect(line(1)).toMatch(
      /^Debug \| shop\/orders\.py \| fast \| 30\.0 s \| Mar 14, \d\d:30 \| failed · qwen2\.5-coder-0\.5b$/,
    );
    expect(line(3)).toMatch(/asked at once: trace over several files · claude-opus-4-5 \| unpriced$/);
    expect(line(4)).toMatch(/strong \| 3\.4 s .*escalated · gpt-4o \| \$0\.0041$/);
    expect(line(5)).toMatch(/accepted: p 0\.83 over 0\.60 · qwen2\.5-coder-0\.5b \| thumb up \| \$0$/);
    await view.close();
  });

  test('details tell the whole story in its order', async () => {
    const view = await open(6);
    await view.page.locator('.row').nth(4).click();
    await details(view).getByRole('heading', { name: 'Timeline' }).waitFor();
    expect(await details(view).getByRole('heading', { level: 3 }).allInnerTexts()).toEqual([
      'Timeline',
      'Route',
      'First answer',
      'Final answer',
      'Outcome',
    ]);
    const words = await details(view).innerText();
    for (const fact of [
      'escalated: the answer was cut off by its length limit',
      'the function is 18 lines long',
      'not accepted: p 0.04, threshold 0.60',
      'prior, not yet calibrated',
      '1,024 (300 cached)→412 tokens',
    ]) {
      expect(words).toContain(fact);
    }
    const sent = details(view)
      .getByText(/^What was sent/)
      .first();
    await sent.click();
    expect(await details(view).getByRole('region', { name: 'What was sent' }).textContent()).toBe(
      escalatedTrace.attempts[0]?.sent,
    );
    await details(view).getByRole('button', { name: 'Copy what was sent' }).click();
    expect((await view.sent()).at(-1)).toEqual({ type: 'copy-sent', id: 't-escalated', attempt: 0 });
    await details(view).getByRole('button', { name: 'Re-ask fast' }).click();
    expect((await view.sent()).at(-1)).toEqual({ type: 're-ask', id: 't-escalated', tier: 'fast' });
    await view.close();
  });

  test('each filter becomes a query, and no match can be undone by one button', async () => {
    const view = await open(300);
    const choose = (label: string, option: string) => view.page.getByLabel(label, { exact: true }).selectOption(option);
    await choose('Task', { label: 'Debug' }.label);
    expect(await lastQuery(view)).toEqual({ kinds: ['debug'], limit: 200 });
    await choose('Tier', 'strong');
    await choose('Result', 'Strong answer');
    await choose('Language', 'python');
    expect(await lastQuery(view)).toEqual({
      kinds: ['debug'],
      tiers: ['strong'],
      ends: ['finished'],
      shown: ['strong'],
      languages: ['python'],
      limit: 200,
    });
    await view.page.waitForFunction(() => document.querySelector('.count')?.textContent === '50 found');
    await view.page.getByLabel('Search in traces').fill('nowhere');
    await view.page.getByRole('button', { name: 'Clear the filters' }).click();
    expect(await lastQuery(view)).toEqual({ limit: 200 });
    await view.page.waitForFunction(() => document.querySelector('.count')?.textContent === '300 tasks');
    await view.close();
  });

  test('by keyboard: one Tab into the list, arrows through it, Enter and back', async () => {
    const view = await open(300, { width: 500 });
    const list = view.page.getByRole('listbox');
    const active = () =>
      view.page.evaluate(() =>
        document
          .getElementById(document.querySelector('[role=listbox]')?.getAttribute('aria-activedescendant') ?? '')
          ?.getAttribute('aria-posinset'),
      );
    await list.focus();
    for (const [key, position] of [
      ['ArrowDown', '1'],
      ['ArrowDown', '2'],
      ['ArrowUp', '1'],
      ['ArrowUp', '1'],
      ['End', '200'],
      ['Home', '1'],
    ] as const) {
      await view.page.keyboard.press(key);
      // The page after the last row may come at any time, and then the rows stand anew only in the next frame.
      await expect.poll(active, { message: key }).toBe(position);
    }
    await view.page.keyboard.press('Enter');
    await view.page.getByRole('heading', { level: 2 }).waitFor();
    expect(await view.page.locator(':focus').innerText()).toMatch(/^Explain/);
    await view.page.getByRole('button', { name: 'Back to the list' }).press('Enter');
    expect(await list.evaluate((one) => one === document.activeElement)).toBe(true);
    await view.close();
  });

  test('a hundred thousand: quickly there, few elements, and more pages as one goes', async () => {
    const view = await open(100_000);
    expect(await view.page.locator('.count').innerText()).toBe('100,000 tasks');
    const spent = await view.page.evaluate(async () => {
      const list = document.querySelector('.list');
      const start = performance.now();
      for (let step = 0; list && step < 60; step += 1) {
        list.scrollTop += 1500;
        await new Promise((drawn) => requestAnimationFrame(drawn));
      }
      return performance.now() - start;
    });
    // 60 frames take a second on a quiet machine.
    expect(spent).toBeLessThan(20_000);
    expect(await view.page.locator('.row').count()).toBeLessThan(60);
    await view.page.waitForFunction(
      () => Number(document.querySelector('.row:last-child')?.getAttribute('aria-posinset')) > 1000,
    );
    const ids = (await view.sent()).filter((message) => message.type === 'list').length;
    expect(ids).toBeGreaterThan(5);
    await view.close();
  });

  test('what it was opened with is drawn without an answer, and only where nothing is filtered', async () => {
    const rows = allTraces.map(summaryOf);
    const opening = { rows, total: 6, lasting: true };
    const view = await harness.open({ view: 'trace', width: 1100, height: 700, opening });
    expect(await view.page.locator('.row').count()).toBe(6);
    expect(await view.page.locator('.count').innerText()).toBe('6 tasks');
    expect((await view.sent()).map(({ type }) => type)).toEqual(['ready']);
    await view.page.getByLabel('Tier', { exact: true }).selectOption('strong');
    await view.page.reload();
    expect(await view.page.locator('.row').count()).toBe(0);
    expect(await lastQuery(view)).toEqual({ tiers: ['strong'], limit: 200 });
    await view.close();
  });

  test('while it scrolls a row in sight stays the element it is, and what is kept waits for the rest', async () => {
    const view = await open(300);
    const stays = await view.page.evaluate(async () => {
      const list = document.querySelector('.list');
      const kept = sessionStorage.getItem('state');
      const tenth = document.getElementById('trace-9');
      for (let step = 0; list && step < 4; step += 1) {
        list.scrollTop += 60;
        await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
      }
      return tenth !== null && tenth === document.getElementById('trace-9') && kept === sessionStorage.getItem('state');
    });
    expect(stays).toBe(true);
    await view.page.waitForFunction(() => sessionStorage.getItem('state')?.includes('"scrollTop":240'));
    const order = await view.page.locator('.row').evaluateAll((all) => all.map((one) => Number(one.id.slice(6))));
    expect(order).toEqual([...order].sort((one, other) => one - other));
    await view.close();
  });

  test('a search is asked for at the first letter', async () => {
    const view = await open(300);
    await view.page.getByLabel('Search in traces').focus();
    const asked = await view.page.evaluate(() => {
      const search = document.querySelector<HTMLInputElement>('.filters input');
      if (search) search.value = 'nowhere';
      search?.dispatchEvent(new Event('input'));
      return 'weirSent' in window && Array.isArray(window.weirSent) ? window.weirSent.at(-1) : null;
    });
    expect(asked).toMatchObject({ type: 'list', query: { text: 'nowhere' } });
    await view.page.getByText('No task matches these filters.').first().waitFor();
    await view.close();
  });

  test('the queue of what was not verified is judged with two keys', async () => {
    const view = await open(300);
    await view.page.getByLabel('Result', { exact: true }).selectOption('To review');
    expect(await lastQuery(view)).toEqual({ ends: ['finished'], shown: ['unverified'], unjudged: true, limit: 200 });
    await view.page.waitForFunction(() => document.querySelector('.count')?.textContent === '50 found');
    const ids = await view.page.evaluate<string[]>(
      `weirRows.filter((row) => row.shown === 'unverified' && row.end === 'finished').map((row) => row.id)`,
    );
    await view.page.getByRole('listbox').focus();
    await view.page.keyboard.press('y');
    await view.page.waitForFunction(() => document.querySelector('.count')?.textContent === '49 found');
    await view.page.keyboard.press('n');
    await view.page.waitForFunction(() => document.querySelector('.count')?.textContent === '48 found');
    expect((await view.sent()).filter((message) => message.type === 'judge')).toEqual([
      { type: 'judge', id: ids[0], good: true },
      { type: 'judge', id: ids[1], good: false },
    ]);
    await view.close();
  });

  test('new traces come to the top without moving what is read', async () => {
    const view = await open(300);
    await view.page.locator('.row').nth(4).click();
    await view.page.locator('.list').evaluate((list) => (list.scrollTop = 100));
    await view.page.evaluate(
      `weirRows.unshift({ ...weirRows[0], id: 'new', startedAt: weirRows[0].startedAt + 1000 })`,
    );
    await view.post({ type: 'changed', total: 301, languages: [], lasting: true });
    await view.page.waitForFunction(
      () => document.querySelector('.row[aria-selected=true]')?.getAttribute('aria-posinset') === '6',
    );
    expect(await view.page.locator('.list').evaluate((list) => list.scrollTop)).toBe(150);
    await view.close();
  });

  test('filter, chosen task and place survive a reload', async () => {
    const view = await open(300);
    await view.page.getByLabel('Tier', { exact: true }).selectOption('strong');
    await view.page.getByText('claude-opus-4-5').first().click();
    await details(view).getByRole('heading', { name: 'Timeline' }).waitFor();
    await view.page.locator('.list').evaluate((list) => (list.scrollTop = 400));
    await view.page.waitForFunction(() => sessionStorage.getItem('state')?.includes('"scrollTop":400'));
    await view.page.reload();
    await details(view).getByRole('heading', { name: 'Timeline' }).waitFor();
    expect(await lastQuery(view)).toMatchObject({ tiers: ['strong'] });
    await view.page.waitForFunction(() => document.querySelector('.list')?.scrollTop === 400);
    await view.close();
  });

  test('kept state of an unknown shape is put aside', async () => {
    const view = await open(6, {
      init: `sessionStorage.setItem('state', '{"choice":{"kind":"<img>"}}');${traceHost(6)}`,
    });
    expect(await lastQuery(view)).toEqual({ limit: 200 });
    expect(view.incidents).toEqual([]);
    await view.close();
  });

  test('a store that fails says so, with a button that asks again', async () => {
    const view = await open(6);
    await view.post({ type: 'failed', request: null, sentence: 'The trace store is locked by another program.' });
    expect(await view.page.getByText('locked by another program').first().isVisible()).toBe(true);
    await view.page.getByRole('button', { name: 'Try again' }).click();
    await view.page.waitForFunction(() => document.querySelector('.trouble')?.hasAttribute('hidden'));
    await view.close();
  });

  test('hostile traces load nothing and run nothing', async () => {
    const view = await open(6);
    for (const payload of loadingPayloads.slice(0, 36)) {
      const data = { payload };
      const trace = {
        ...escalatedTrace,
        path: payload,
        features: { [payload]: 1 },
        answer: payload,
        attempts: escalatedTrace.attempts.map((attempt) => ({
          ...attempt,
          model: payload,
          origin: payload,
          text: payload,
          sent: payload,
        })),
        reasons: [{ rule: payload, weight: 1, data }],
        spans: [{ name: payload, startMs: 0, endMs: 1 }],
      };
      await view.post({ type: 'select', id: trace.id }, { type: 'details', id: trace.id, trace, canReask: true });
    }
    await view.page.evaluate(() => document.querySelectorAll('details').forEach((one) => (one.open = true)));
    await view.page.waitForTimeout(200);
    expect(await view.page.locator('img, iframe, a, [src]:not(script), [href]:not(link)').count()).toBe(0);
    expect(view.requests).toEqual([]);
    expect(view.incidents).toEqual([]);
    await view.close();
  });

  test.each(Object.keys(themes) as ThemeName[])('nothing serious for axe in %s', async (theme) => {
    const empty = await open(0, { theme });
    expect(await accessibilityFaults(empty.page)).toEqual([]);
    await empty.close();
    const view = await open(300, { theme, height: 1400 });
    expect(await accessibilityFaults(view.page)).toEqual([]);
    for (const id of ['t-escalated', 't-failed']) {
      await view.post({ type: 'select', id });
      await details(view).getByRole('heading', { name: 'Timeline' }).waitFor();
      await view.page.evaluate(() => document.querySelectorAll('details').forEach((one) => (one.open = true)));
      expect(await accessibilityFaults(view.page)).toEqual([]);
    }
    await view.page.setViewportSize({ width: 420, height: 700 });
    expect(await accessibilityFaults(view.page)).toEqual([]);
    await view.close();
  });
});
