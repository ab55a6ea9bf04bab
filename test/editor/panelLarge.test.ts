// The trace panel over a hundred thousand traces in the real editor: how soon it can be used, how many frames a second it draws while
// it is scrolled, how soon a filter is answered; beside each what the machine and the editor take for it by themselves, in the same run.
// `npm run -s bench -- panel` prints the figures; the ceilings here are generous, since the machine is shared.
import { join } from 'node:path';
import type { Frame } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchWeir, patience, type WeirEditor } from '../support/editorWeir';
import { multiplyTraces } from '../support/manyTraces';
import { floorTitle, openEmpty, openPlainList, roundTrip } from '../support/panelFloors';

const traces = 100_000;
const rounds = 5;
let weir: WeirEditor;

beforeAll(async () => {
  weir = await launchWeir();
  // In every page and frame: the time on the clock at which what a panel is opened for was first drawn.
  await weir.page.browserPage.addInitScript(`setInterval(() => {
    if (globalThis.weirDrawn === undefined && document.querySelector('.row, .first') !== null) {
      globalThis.weirDrawn = null;
      requestAnimationFrame(() => setTimeout(() => { globalThis.weirDrawn = Date.now(); }));
    }
  }, 1)`);
});

afterAll(async () => {
  await weir?.dispose();
});

function median(values: readonly number[]): number {
  return [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? NaN;
}

/** Milliseconds from the command to the drawn panel, which is closed again. */
async function opened(title: string, command: () => Promise<number>): Promise<number> {
  const began = await command();
  const panel = await weir.page.webview(title);
  await expect.poll(() => panel.evaluate<unknown>('globalThis.weirDrawn ?? null'), patience).not.toBeNull();
  const drawnAt = await panel.evaluate<number>('globalThis.weirDrawn');
  await weir.probe.command('workbench.action.closeActiveEditor');
  return drawnAt - began;
}

function openTraces(): Promise<number> {
  return weir.probe.run((vscode) => {
    const began = Date.now();
    void vscode.commands.executeCommand('weir.openTrace');
    return began;
  });
}

interface Frames {
  readonly perSecond: number;
  readonly worstMs: number;
}

/** Scrolls a list by the wheel's steps for two seconds and looks at every frame that is drawn meanwhile. */
async function scrolled(panel: Frame): Promise<Frames> {
  const box = await (await panel.frameElement()).boundingBox();
  await weir.page.browserPage.mouse.move((box?.x ?? 0) + 150, (box?.y ?? 0) + 350);
  await panel.evaluate(`{
    const at = globalThis.weirFrames = [];
    const look = () => {
      at.push(performance.now());
      if (globalThis.weirFrames === at) requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  }`);
  const end = Date.now() + 2_000;
  while (Date.now() < end) await weir.page.browserPage.mouse.wheel(0, 240);
  const at = await panel.evaluate<number[]>('{ const at = globalThis.weirFrames; globalThis.weirFrames = null; at }');
  const gaps = at.slice(1).map((time, index) => time - (at[index] ?? time));
  const lastMs = (at.at(-1) ?? 0) - (at[0] ?? 0);
  return { perSecond: (gaps.length / lastMs) * 1000, worstMs: Math.max(...gaps) };
}

/** Milliseconds from a change of a control, as the page hears of it, to the drawn answer: the words over the list say another number. */
async function answered(panel: Frame, control: string, value: string): Promise<number> {
  return panel.evaluate(
    ([name, to]) =>
      new Promise<number>((resolve, reject) => {
        const count = document.querySelector('.count');
        const input = document.querySelector<HTMLInputElement | HTMLSelectElement>(`[aria-label="${name}"]`);
        if (count === null || input === null) return reject(new Error(`no ${name}`));
        const before = count.textContent;
        const began = performance.now();
        const seen = new MutationObserver(() => {
          if (count.textContent === before) return;
          seen.disconnect();
          requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - began)));
        });
        seen.observe(count, { childList: true, characterData: true, subtree: true });
        input.value = to ?? '';
        input.dispatchEvent(new Event(input.tagName === 'SELECT' ? 'change' : 'input'));
      }),
    [control, value],
  );
}

/** Each way, and back again, some times over. */
async function filtered(panel: Frame, control: string, value: string): Promise<number> {
  const times: number[] = [];
  const none = control === 'Result' ? '0' : '';
  for (let round = 0; round < rounds; round++) {
    times.push(await answered(panel, control, value));
    await answered(panel, control, none);
  }
  return median(times);
}

function print(line: string): void {
  process.stdout.write(`panel over 100,000 traces: ${line}\n`);
}

test(
  'a hundred thousand traces: usable at once, scrolled smoothly, filtered at once',
  { timeout: 400_000 },
  async () => {
    weir.fast.script = () => ({
      text: 'The function `share` splits an `amount` into equal `parts`; `divmod` gives `each` part and the `rest`.',
      logprobs: -0.05,
    });
    const before = weir.traces();
    await weir.page.openFile('app/money.py');
    await weir.page.setCursor(12, 1);
    await weir.page.runCommand('Weir: Explain');
    await weir.nextTrace(before, ({ kind }) => kind === 'explain');
    multiplyTraces(join(weir.userData, 'User', 'globalStorage', 'weir.weir', 'traces.db'), traces);

    // In turn, so that what else the machine does slows both alike.
    const openings: { own: number; empty: number }[] = [];
    for (let round = 0; round < rounds; round++) {
      const empty = await opened(floorTitle, () => openEmpty(weir));
      openings.push({ empty, own: await opened('Weir traces', openTraces) });
    }

    const opens = { own: median(openings.map((one) => one.own)), empty: median(openings.map((one) => one.empty)) };
    print(
      `from the command to drawn rows ${opens.own.toFixed(0)} ms; an empty panel of the same editor ${opens.empty.toFixed(0)} ms; Weir's part ${(opens.own - opens.empty).toFixed(0)} ms`,
    );

    const palette = performance.now();
    await weir.page.runCommand('Weir: Open Trace Panel');
    const panel = await weir.page.webview('Weir traces');
    await panel.locator('.row').first().waitFor();
    print(`from F1 to the rows, the palette and the driver included ${(performance.now() - palette).toFixed(0)} ms`);
    await expect.poll(() => panel.locator('.count').innerText(), patience).toContain('100,000');
    await weir.page.screenshot('state-100000-dark');

    const filters = {
      'a search for what is nowhere': await filtered(panel, 'Search in traces', 'nowhere at all'),
      'a filter by task': await filtered(panel, 'Task', 'explain'),
      'a filter by tier': await filtered(panel, 'Tier', 'strong'),
      'a filter by result': await filtered(panel, 'Result', '1'),
      'a filter by language': await filtered(panel, 'Language', 'python'),
    };

    for (const [what, ms] of Object.entries(filters)) print(`${what} ${ms.toFixed(0)} ms`);

    const own: Frames[] = [];
    const plain: Frames[] = [];
    const rows: number[] = [];
    for (let round = 0; round < 3; round++) {
      await weir.probe.command('weir.openTrace');
      const list = await weir.page.webview('Weir traces');
      await list.locator('.row').first().waitFor();
      own.push(await scrolled(list));
      rows.push(await list.locator('.row').count());
      plain.push(await scrolled(await openPlainList(weir, list, 800)));
      if (round === 2) break;
      await weir.probe.command('workbench.action.closeActiveEditor');
    }
    const fps = (of: readonly Frames[]): number => median(of.map(({ perSecond }) => perSecond));
    const worst = (of: readonly Frames[]): string => median(of.map(({ worstMs }) => worstMs)).toFixed(0);
    print(
      `scrolling ${fps(own).toFixed(0)} frames a second, the longest ${worst(own)} ms, ${Math.max(...rows)} rows in the page; a plain list of the same rows ${fps(plain).toFixed(0)}, ${worst(plain)} ms; ratio ${(fps(own) / fps(plain)).toFixed(2)}`,
    );

    const floor = await weir.page.webview(floorTitle);
    const trips: number[] = [];
    for (let round = 0; round < 9; round++) trips.push(await roundTrip(floor));
    print(`a question to the host and its empty answer ${median(trips).toFixed(0)} ms`);

    expect(opens.own).toBeLessThan(10_000);
    expect(fps(own)).toBeGreaterThan(fps(plain) / 4);
    expect(Math.max(...rows)).toBeLessThan(200);
    expect(Math.max(...Object.values(filters))).toBeLessThan(5_000);
  },
);
