// Every text of the views put in brackets: what stands there without them was never offered for translation.
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { reasonCatalogue } from '../../../src/shared/reasonCatalogue';
import { sharedTexts } from '../../../src/shared/sharedTexts';
import { viewTexts } from '../../../src/shared/viewTexts';
import { alarmedFacts, certifiedFacts } from '../../support/calibrationExamples';
import * as answers from '../../support/webviewAnswers';
import { findChromium, WebviewHarness, type OpenView } from '../../support/webviewHarness';
import { traceHost } from '../../support/webviewTraceHost';

// A browser on a loaded machine is slow; nothing here is about speed.
vi.setConfig({ testTimeout: 180_000 });
const chromium = findChromium();
if (!chromium) process.stderr.write('No Chromium found (WEIR_CHROMIUM): the pseudo-translation is skipped.\n');

const texts = [...viewTexts, ...sharedTexts, ...Object.values(reasonCatalogue).flat()].filter(
  (text) => text !== undefined,
);
const strings = Object.fromEntries(texts.map((text) => [text, `⟦${text}⟧`]));

/**
 * Texts with letters and without a bracket, outside what is data: names of models, paths, code, dates, figures, signals' names.
 * A whole line is looked at, since one sentence may stand in several elements.
 */
async function raw(view: OpenView): Promise<string[]> {
  const found: string[] = await view.page.evaluate(() => {
    const data =
      'code, pre, .markdown, .path, .row-path, .model, .literal, option, .row-time, .subject, .place, .frames, .sent, .failure p';
    const lines: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const parent = node.parentElement;
      if (parent === null || parent.closest(`script, ${data}`) !== null) continue;
      lines.push(node.textContent ?? '');
    }
    for (const element of document.querySelectorAll('[aria-label]:not(.path, .place)'))
      lines.push(element.getAttribute('aria-label') ?? '');
    return lines;
  });
  return [...new Set(found.map((line) => line.trim()))].filter(
    (line) => /\p{L}{2}/u.test(line.replace(/⟦[^⟦⟧]*⟧/g, '')) && !line.includes('⟦') && !isData(line),
  );
}

/** What the examples say themselves. */
function isData(line: string): boolean {
  return (
    /^(?=.*[.:/@_\d-])[\w.:/@-]+$/.test(line) ||
    /^[A-Z][a-z]{2} \d+$/.test(line) ||
    /\b(?:ms|min)\b|\$|^\d|·|qwen|claude|gpt|own-|prior-|\.(?:py|ts)\b|[A-Z]\w* \d+, /.test(line) ||
    ['KeyError in shop/orders.py', 'parsePairs'].includes(line)
  );
}

describe.skipIf(!chromium)('the views in brackets', () => {
  let harness: WebviewHarness;

  beforeAll(async () => {
    harness = await WebviewHarness.start(chromium ?? '');
  });
  afterAll(() => harness.close());

  test.each([
    ['explained', answers.explained],
    ['escalated', answers.escalated],
    ['unverified', answers.unverified],
    ['failed', answers.failed],
    ['empty', [{ type: 'state', state: null }]],
  ])('answer view, %s', async (_name, messages) => {
    const view = await harness.open({ view: 'answer', strings });
    await view.post(...messages);
    expect(await raw(view)).toEqual([]);
    await view.close();
  });

  test.each(['Tasks', 'Calibration', 'Spending'] as const)('trace panel, %s', async (name) => {
    for (const facts of [certifiedFacts, alarmedFacts]) {
      const view = await harness.open({ view: 'trace', width: 1100, height: 900, init: traceHost(6, facts), strings });
      await view.page.getByRole('tab', { name }).click();
      if (name === 'Tasks') await view.post({ type: 'select', id: 't-escalated' });
      await view.page.locator('.view:not([hidden]) :is(.part, .row)').first().waitFor();
      expect(await raw(view)).toEqual([]);
      await view.close();
    }
  });
});
