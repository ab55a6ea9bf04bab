// The answer view's real bundle in Chromium: what it shows, what it asks for, and what hostile answers cannot do.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import * as answers from '../../support/webviewAnswers';
import { accessibilityFaults } from '../../support/accessibilityFaults';
import { linkPayloads, loadingPayloads, mutatingPayloads } from '../../support/hostileMarkdown';
import { tried } from '../../support/tried';
import { findChromium, WebviewHarness, type OpenView } from '../../support/webviewHarness';
import { themes, type ThemeName } from '../../support/webviewThemes';

// A browser on a loaded machine is slow; nothing here is about speed.
vi.setConfig({ testTimeout: process.env['WEIR_LONG'] === '1' ? 1_800_000 : 180_000 });
const chromium = findChromium();
if (!chromium) process.stderr.write('No Chromium found (WEIR_CHROMIUM): the tests of the answer view are skipped.\n');

/** Elements that an answer may become. */
const listed = /^(P|BLOCKQUOTE|UL|OL|LI|STRONG|EM|S|TABLE|THEAD|TBODY|TR|TH|TD|H[3-6]|SPAN|BUTTON|DIV|PRE|CODE|HR|BR)$/;
const task = 'task-1';
const opening = [
  { type: 'started', task, kind: 'explain', subject: 's' },
  { type: 'answer', task, head: answers.fastHead },
];
const text = (value: string): unknown => ({ type: 'text', task, text: value });

describe.skipIf(!chromium)('the answer view', () => {
  let harness: WebviewHarness;
  let view: OpenView;

  beforeAll(async () => {
    harness = await WebviewHarness.start(chromium ?? '');
    view = await harness.open({ view: 'answer' });
  });
  afterAll(() => harness.close());

  const markdown = (): Promise<string> => view.page.locator('.markdown').innerHTML();
  const show = (value: string): Promise<void> => view.post(...opening, text(value));

  test('stays within 200 KB', () => {
    expect(harness.sizes['answer.js']).toBeLessThan(200_000);
  });

  test('asks the host for its state, and teaches while there is none', async () => {
    expect(await view.sent()).toEqual([{ type: 'ready' }]);
    expect(await view.page.getByRole('heading').count()).toBe(0);
    await view.post({ type: 'state', state: null });
    await view.page.getByRole('button', { name: 'Explain the selection' }).click();
    expect((await view.sent()).at(-1)).toEqual({ type: 'run', command: 'explain' });
  });

  test('shows tier, model and reason with the first token, and the figures at the end', async () => {
    await view.post(...opening);
    const head = view.page.locator('.answer-head');
    expect(await head.innerText()).toMatch(
      /fast[\s\S]*qwen2\.5-coder-0\.5b[\s\S]*96 ms[\s\S]*within the fast model’s reach/,
    );
    await view.post(...answers.explained);
    expect(await head.innerText()).toMatch(
      /312 ms[\s\S]*accepted: p 0\.83 over 0\.60[\s\S]*412 in · 300 cached · 96 out · \$0/,
    );
    await view.post(...answers.debugged);
    expect(await head.innerText()).toMatch(
      /strong[\s\S]*goes through 3 workspace files[\s\S]*applies · parses[\s\S]*unpriced/,
    );
  });

  test('every command of an answer reaches the host, by keyboard', async () => {
    await view.post(...answers.explained);
    const expected: [string, Record<string, unknown>][] = [
      ['More', { type: 'more', task }],
      ['Re-ask fast', { type: 're-ask-fast', task }],
      ['Re-ask strong', { type: 're-ask-strong', task }],
      ['Insert answer at the cursor', { type: 'insert', task, text: expect.stringContaining('parsePairs') }],
      ['Copy answer', { type: 'copy', task, text: expect.stringContaining('parsePairs') }],
      ['Copy code', { type: 'copy', task, text: "const pairs = parsePairs('a=1&b=2=3');\npairs.get('b'); // '2=3'" }],
      ['Good answer', { type: 'thumb', task, up: true }],
      ['Bad answer', { type: 'thumb', task, up: false }],
      ['Show the trace', { type: 'open-trace', task }],
    ];
    for (const [name, request] of expected) {
      await view.page.getByRole('button', { name, exact: true }).press('Enter');
      expect((await view.sent()).at(-1), name).toEqual(request);
    }
    expect(await view.page.getByRole('button', { name: 'Bad answer' }).getAttribute('aria-pressed')).toBe('true');
    expect(await view.page.getByRole('button', { name: 'Good answer' }).getAttribute('aria-pressed')).toBe('false');
  });

  test('Stop is there while something runs, by button and by Escape; then the focus goes on to Re-ask', async () => {
    await view.post(...answers.streaming);
    const stop = view.page.getByRole('button', { name: 'Stop' });
    await stop.focus();
    await view.page.keyboard.press('Escape');
    expect((await view.sent()).at(-1)).toEqual({ type: 'stop', task });
    await view.post({ type: 'cancelled', task });
    expect(await stop.isVisible()).toBe(false);
    expect(await view.page.evaluate(() => document.activeElement?.getAttribute('type') ?? '')).toBe('button');
    expect(await view.page.locator(':focus').innerText()).toBe('Re-ask fast');
  });

  test('a change stands as files below, not as edits in the text, and says what was not run', async () => {
    await view.post(...answers.patched);
    const [text, patch] = [view.page.locator('.markdown'), view.page.locator('.patch')];
    expect(await text.innerText()).not.toMatch(/SEARCH|self\.rates\.get/);
    expect(await text.innerText()).toContain('Change of shop/pricing/discounts.py');
    expect(await patch.innerText()).toMatch(/discounts\.py \+1 −1[\s\S]*not run yet/);
    for (const [name, type] of [
      ['Accept', 'accept-patch'],
      ['Reject', 'reject-patch'],
      ['Show the change', 'open-patch'],
    ] as const) {
      await view.page.getByRole('button', { name, exact: true }).press('Enter');
      expect((await view.sent()).at(-1), name).toEqual({ type, task });
    }
  });

  test('an edit of which no change came stays in the text', async () => {
    await view.post(...answers.refused);
    expect(await view.page.locator('.markdown').innerText()).toContain('self.rates.get(code, Decimal(0))');
  });

  test('a red run says so, and offers the strong model before anything else', async () => {
    await view.post(...answers.tried);
    const patch = view.page.locator('.patch');
    expect(await patch.innerText()).toMatch(/errors 1 → 0[\s\S]*failed with exit code 2: npm: test/);
    expect(await patch.innerText()).not.toContain('not run');
    const names = ['Undo, and ask the strong model', 'Try it: npm: test', 'Undo'];
    expect(await patch.getByRole('button').allInnerTexts()).toEqual(names);
    for (const [index, type] of ['escalate-patch', 'try-patch', 'undo-patch'].entries()) {
      await patch.getByRole('button').nth(index).press('Enter');
      expect((await view.sent()).at(-1)).toEqual({ type, task });
    }
  });

  test('a failure has a sentence and the button that mends it', async () => {
    await view.post(...answers.failed);
    await view.page.getByRole('button', { name: 'Enter a key' }).click();
    expect((await view.sent()).at(-1)).toEqual({ type: 'repair', task, action: 'set-key' });
  });

  test('the first answer stays one click away once the strong one has replaced it', async () => {
    await view.post(...answers.escalated);
    expect(await view.page.locator('.markdown').innerText()).toContain('throws a URIError');
    await view.page.getByRole('button', { name: 'First answer (fast)' }).click();
    expect(await view.page.locator('.markdown').innerText()).toBe('Parses the pairs and then it');
    expect(await view.page.locator('.answer-head').innerText()).toContain('qwen2.5-coder-0.5b');
    await view.page.getByRole('button', { name: 'Answer (strong)' }).click();
    expect(await view.page.locator('.markdown').innerText()).toContain('throws a URIError');
  });

  test('a late strong answer is offered beside the one that stands; choosing it is told once', async () => {
    const head = answers.strongHead;
    await view.post(...opening, text('First.'));
    await view.page.locator('.markdown').click();
    await view.page.locator('.markdown').click();
    expect((await view.sent()).filter(({ type }) => type === 'touched')).toEqual([{ type: 'touched', task }]);
    await view.post({ type: 'offered', task, head, text: 'Second.' });
    expect(await view.page.locator('.markdown').innerText()).toBe('First.');
    expect(await view.page.locator('.for-readers').innerText()).toBe('Offered beside it: strong, claude-opus-4-5');
    expect(await view.page.locator('.choice').getByRole('button').allInnerTexts()).toEqual([
      'Answer (fast)',
      'Later answer (strong)',
    ]);
    await view.page.getByRole('button', { name: 'Later answer (strong)' }).click();
    expect(await view.page.locator('.markdown').innerText()).toBe('Second.');
    await view.page.getByRole('button', { name: 'Answer (fast)' }).click();
    await view.page.getByRole('button', { name: 'Later answer (strong)' }).click();
    expect((await view.sent()).filter(({ type }) => type === 'take-offer')).toEqual([{ type: 'take-offer', task }]);
  });

  test('frames open by their index, from the list and from the text', async () => {
    await view.post(...answers.debugged);
    await view.page.getByRole('button', { name: 'shop/pricing/discounts.py:17 DiscountTable.lookup' }).click();
    expect((await view.sent()).at(-1)).toEqual({ type: 'open-frame', task, index: 1 });
    await view.page.locator('.markdown').getByRole('button', { name: 'shop/orders.py:42' }).click();
    expect((await view.sent()).at(-1)).toEqual({ type: 'open-frame', task, index: 0 });
  });

  test('a link shows where it leads and is opened by the host', async () => {
    await show('See [the docs](https://example.com/a?b).');
    expect(await view.page.locator('.markdown').innerText()).toBe('See the docs (example.com).');
    await view.page.getByRole('button', { name: 'the docs' }).click();
    expect((await view.sent()).at(-1)).toEqual({ type: 'open-link', task, url: 'https://example.com/a?b' });
  });

  test('announces events, never tokens', async () => {
    const page = await harness.open({ view: 'answer' });
    await page.page.evaluate(() => {
      const said: string[] = [];
      Object.assign(window, { said });
      const status = document.querySelector('[role=status]');
      if (status)
        new MutationObserver(() => said.push(status.textContent ?? '')).observe(status, {
          childList: true,
          characterData: true,
          subtree: true,
        });
    });
    for (const message of answers.escalated) await page.post(message);
    expect(await page.page.evaluate('window.said')).toEqual([
      'Working',
      'fast answers, qwen2.5-coder-0.5b',
      'asking strong: cut off by length',
      'Replaced: strong answers, claude-opus-4-5',
      'Finished: strong, 3.4 s. escalated: the answer was cut off by its length limit',
    ]);
    await page.close();
  });

  test('the head stays in sight while an answer grows; the end is followed for who went there', async () => {
    const lines = (count: number): string => Array.from({ length: count }, (_, index) => `Line ${index}\n\n`).join('');
    const top = (): Promise<number> => view.page.locator('.scroller').evaluate((one) => one.scrollTop);
    await view.post({ type: 'state', state: null }, ...opening, text(lines(60)));
    expect(await top()).toBe(0);
    const scrollTo = async (to: number): Promise<void> => {
      await view.page.locator('.scroller').evaluate((one, place) => (one.scrollTop = place), to);
      await view.page.waitForTimeout(50);
    };
    await scrollTo(1e6);
    const end = await top();
    await view.post(text(lines(20)));
    expect(await top()).toBeGreaterThan(end);
    await scrollTo(100);
    await view.post(text(lines(20)));
    expect(await top()).toBe(100);
    await view.post({ ...opening[0], task: 'task-2' });
    expect(await top()).toBe(0);
  });

  test('streamed in any pieces, an answer is drawn as if it had come at once', async () => {
    const samples = [answers.explained, answers.debugged].map((all) =>
      all.map((one) => (one.type === 'text' ? one.text : '')).join(''),
    );
    samples.push(
      '[a]\n\n- b\n- [a]\n\n  c\n\n1. d\n2. e\n\n```\nf\n\n> g\n\n[a]: https://example.com/\n\n    h\n\nSetext\n---\n\n| a | b |\n|--|--|\n| 1 | 2',
    );
    const pieces = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 5, maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...samples), pieces, async (sample, lengths) => {
        await show(sample);
        const whole = await markdown();
        await view.post({ type: 'state', state: null }, ...opening);
        let from = 0;
        for (const length of lengths) {
          await view.post(text(sample.slice(from, from + length)));
          from += length;
        }
        await view.post(text(sample.slice(from)));
        expect(await markdown()).toBe(whole);
      }),
      { numRuns: 12 },
    );
  });

  test('a block that is finished keeps its elements while the text grows', async () => {
    await show('First.\n\nSecond');
    await view.page.evaluate(() => document.querySelector('.markdown p')?.setAttribute('data-kept', ''));
    await view.post(text(' grows.\n\nThird'));
    expect(await view.page.locator('.markdown [data-kept]').count()).toBe(1);
  });

  test('hidden characters are shown, in words and in code, and never inserted', async () => {
    await show('a\u202eb\n\n```\nif (\u200bx)\n```');
    expect(await view.page.locator('.hidden-mark').allInnerTexts()).toEqual(['U+202E', 'U+200B']);
    await view.page.getByRole('button', { name: 'Insert code at the cursor' }).click();
    expect((await view.sent()).at(-1)).toEqual({ type: 'insert', task, text: 'if (x)' });
  });

  test.each(Object.keys(themes) as ThemeName[])('nothing serious for axe in %s', async (theme) => {
    const page = await harness.open({ view: 'answer', theme });
    const states = [
      answers.working,
      answers.streaming,
      answers.debugged,
      answers.escalated,
      answers.unverified,
      answers.failed,
    ];
    for (const messages of [[], ...states]) {
      await page.post(...messages);
      await page.page.evaluate(() => document.querySelectorAll('details').forEach((one) => (one.open = true)));
      expect(await accessibilityFaults(page.page)).toEqual([]);
    }
    await page.close();
  });

  test('no part is wider than a side bar of 300 pixels', async () => {
    const page = await harness.open({ view: 'answer', width: 300 });
    for (const messages of [
      [{ type: 'state', state: null }],
      answers.debugged,
      answers.unverified,
      answers.failed,
      [...opening, text('x'.repeat(400))],
    ]) {
      await page.post(...messages);
      expect(await page.page.evaluate(() => document.querySelector('.scroller')?.scrollWidth)).toBeLessThanOrEqual(300);
    }
    await page.close();
  });

  test('strings of another language reach every label', async () => {
    const source = await readFile(
      createRequire(import.meta.url).resolve('../../../src/webview/answerActions.ts'),
      'utf8',
    );
    const labels = Array.from(source.matchAll(/t\('([^']+)'\)/g), (match) => match[1] ?? '');
    const page = await harness.open({
      view: 'answer',
      strings: Object.fromEntries(labels.map((label) => [label, `«${label}»`])),
    });
    await page.post(...answers.explained);
    const names = await page.page
      .locator('.actions button, .tools button')
      .evaluateAll((all) => all.map((one) => one.getAttribute('aria-label') ?? one.textContent));
    expect(names.length).toBeGreaterThan(5);
    for (const name of names) expect(name).toMatch(/^«.*»$/);
    await page.close();
  });

  describe('against hostile answers', () => {
    let hostile: OpenView;

    beforeAll(async () => {
      // Draws at once instead of with the screen, so that hundreds of answers take seconds.
      hostile = await harness.open({
        view: 'answer',
        init: `const { port1, port2 } = new MessageChannel();
          const waiting = [];
          port1.onmessage = () => waiting.shift()?.(performance.now());
          window.requestAnimationFrame = (run) => (waiting.push(run), port2.postMessage(0));`,
      });
    });

    /** Shows each answer by itself; gives what could be clicked or loaded in each. */
    const showEach = (payloads: readonly string[]): Promise<{ active: number; targets: string[]; tags: string[] }[]> =>
      hostile.page.evaluate(
        async ([first, all, task]) => {
          const found = [];
          for (const payload of all) {
            for (const data of [...first, { type: 'text', task, text: payload }])
              window.dispatchEvent(new MessageEvent('message', { data }));
            await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
            const root = document.querySelector('.markdown') ?? document.body;
            found.push({
              active: root.querySelectorAll('a, area, form, iframe, img, object, [href], [src], [style]').length,
              targets: [...root.querySelectorAll('[data-target]')].map((one) => one.getAttribute('data-target') ?? ''),
              tags: [...root.querySelectorAll('*')].map((one) => one.tagName),
            });
          }
          return found;
        },
        [opening, payloads, task] as const,
      );

    test(`${loadingPayloads.length} payloads load nothing and run nothing`, async () => {
      const found = await showEach(loadingPayloads);
      await hostile.page.waitForTimeout(200);
      expect(hostile.requests).toEqual([]);
      expect(hostile.incidents).toEqual([]);
      // They were really drawn.
      expect(found.filter((one) => one.tags.length > 0).length).toBe(loadingPayloads.length);
    });

    test(`${linkPayloads.length} link strings give no active link but http and https`, async () => {
      const found = await showEach(linkPayloads);
      for (const [index, { active, targets }] of found.entries()) {
        expect(active, linkPayloads[index]).toBe(0);
        for (const target of targets) {
          expect(new URL(target).protocol, linkPayloads[index]).toMatch(/^https?:$/);
          expect(target, linkPayloads[index]).not.toContain('secret');
        }
      }
      expect(found.length).toBe(linkPayloads.length);
    });

    /** Shows each answer by itself as fast as the page can, and adds up what came of them. */
    const drawn = (payloads: readonly string[]): Promise<{ tags: string[]; handlers: number; ran: boolean }> =>
      hostile.page.evaluate(
        async ([first, all, task]) => {
          const tags = new Set<string>();
          let handlers = 0;
          for (const payload of all) {
            for (const data of [...first, { type: 'text', task, text: payload }])
              window.dispatchEvent(new MessageEvent('message', { data }));
            await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
            for (const one of document.querySelectorAll('.markdown *')) {
              tags.add(one.tagName);
              for (const { name } of one.attributes) if (/^on|^(?:src|href|style|srcdoc)$/.test(name)) handlers += 1;
            }
          }
          // What runs late, such as an image that fails to load, has its time.
          await new Promise((done) => setTimeout(done, 100));
          return { tags: [...tags], handlers, ran: 'weirRan' in window };
        },
        [opening, payloads, task] as const,
      );

    test('T11: markup that mutates runs nothing, in no shape', async ({ task: own }) => {
      tried(own, mutatingPayloads.length);
      const { tags, handlers, ran } = await drawn(mutatingPayloads);
      expect({ other: tags.filter((tag) => !listed.test(tag)), handlers, ran }).toEqual({
        other: [],
        handlers: 0,
        ran: false,
      });
      expect(hostile.incidents).toEqual([]);
      expect(hostile.requests).toEqual([]);
    });

    test('T11: generated markup never becomes an element that was not listed, and runs nothing', async ({
      task: own,
    }) => {
      const part = fc.constantFrom(
        '<',
        '>',
        '"',
        "'",
        '`',
        '```',
        '\n',
        '\n\n',
        '<svg',
        '<math',
        '<style>',
        '</style>',
        '<!--',
        '-->',
        '<img src=x onerror=alert(1)>',
        '&lt;',
        '&#x3c;',
        '](',
        '[',
        '!',
        '](javascript:alert(1))',
        '<title>',
        '<p id="',
        'x',
        ' ',
        '|',
        '---',
        '<![CDATA[',
        '<?',
        '\u0000',
        '<select><iframe>',
        '<script>window.weirRan=1</script>',
        '<img src=x onerror=window.weirRan=1>',
      );
      const count = process.env['WEIR_LONG'] === '1' ? 50_000 : 2_000;
      tried(own, count);
      for (let from = 0; from < count; from += 1_000) {
        const made = fc.sample(fc.array(part, { maxLength: 25 }), { numRuns: 1_000, seed: 20260314 + from });
        const { tags, handlers, ran } = await drawn(made.map((parts) => parts.join('')));
        expect({ other: tags.filter((tag) => !listed.test(tag)), handlers, ran }, `from ${from}`).toEqual({
          other: [],
          handlers: 0,
          ran: false,
        });
      }
      expect(hostile.incidents).toEqual([]);
      expect(hostile.requests).toEqual([]);
    });

    test('names, subjects, sentences and frames of the host are text as well', async () => {
      const evil = '<img src=http://sink.test/x onerror=alert(1)>\u202e';
      await view.post(
        { type: 'started', task, kind: 'debug', subject: evil },
        { type: 'frames', task, frames: [{ path: evil, line: 1, label: evil }] },
        {
          type: 'answer',
          task,
          head: { ...answers.fastHead, model: evil, reasons: [{ rule: evil, weight: 1, data: {} }] },
        },
        { type: 'failed', task, sentence: evil, action: null },
      );
      expect(await view.page.locator('img').count()).toBe(0);
      expect(view.requests).toEqual([]);
    });

    test('malformed messages change nothing', async () => {
      await view.post(...answers.explained);
      const before = await view.page.locator('body').innerHTML();
      await view.post(
        null,
        7,
        'text',
        [],
        {},
        { type: 'state', state: {} },
        { type: 'text', task, text: 7 },
        { type: 'answer', task, head: null },
      );
      expect(await view.page.locator('body').innerHTML()).toBe(before);
    });
  });
});
