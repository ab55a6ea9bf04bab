// What activation takes in a real editor, over many reloads, beside an extension that does nothing and is activated with it.
// WEIR_RELOADS says how many.
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchWeir, patience, type WeirEditor } from '../../support/editorWeir';
import { longCount } from '../../support/longCount';
import { tried } from '../../support/tried';

let weir: WeirEditor;

beforeAll(async () => {
  weir = await launchWeir({ beside: [join(import.meta.dirname, '..', '..', 'support', 'idle')] });
});
afterAll(async () => {
  await weir?.dispose();
});

interface Activation {
  /** Milliseconds, as the editor counts them: to load the code, in `activate`, and until what it returns is settled. */
  readonly load: number;
  readonly call: number;
  readonly finish: number;
}

/** The rows of the editor's own report on its start: `| extension | eager | load | call | finish | event | by |`. */
async function activations(of: readonly string[]): Promise<Activation[]> {
  await weir.page.runCommand('Developer: Startup Performance');
  const report = (): Promise<string> =>
    weir.probe.run((vscode) => {
      const shown = vscode.workspace.textDocuments.find(({ uri }) => uri.scheme === 'perf');
      return shown?.getText() ?? '';
    });
  await expect.poll(report, patience).toMatch(/\| *weir\.weir /);
  const rows = (await report()).split('\n').map((line) => line.split('|').map((cell) => cell.trim()));
  await weir.probe.command('workbench.action.closeActiveEditor');
  return of.map((extension) => {
    const [, , , load, call, finish] = rows.find(([, name]) => name === extension) ?? [];
    return { load: Number(load), call: Number(call), finish: Number(finish) };
  });
}

function quantile(values: readonly number[], part: number): number {
  return [...values].sort((a, b) => a - b)[Math.ceil(values.length * part) - 1] ?? Infinity;
}

test('R13: activation, the 95th of a hundred', async ({ task }) => {
  const reloads = longCount('RELOADS', 100);
  const { page } = weir;
  const rows: Activation[][] = [];
  for (let reload = 0; reload < reloads; reload++) {
    const loaded = page.browserPage.waitForEvent('load', { timeout: 120_000 });
    await page.runCommand('Developer: Reload Window');
    await loaded;
    await page.ready();
    await weir.probe.activate('weir.weir');
    await weir.probe.activate('weir-test.idle');
    rows.push(await activations(['weir.weir', 'weir-test.idle']));
  }
  const [own = [], idle = []] = [0, 1].map((at) => rows.flatMap((row) => row[at] ?? []));
  const all = ({ load, call, finish }: Activation): number => load + call + finish;
  const words = (list: readonly Activation[], of: (one: Activation) => number): string =>
    `median ${quantile(list.map(of), 0.5)} ms, p95 ${quantile(list.map(of), 0.95)} ms`;
  const parts = (['load', 'call', 'finish'] as const).map((part) => `${part}: ${words(own, (one) => one[part])}`);
  tried(
    task,
    own.length,
    `${words(own, all)} (${parts.join('; ')}); an extension that does nothing: ${words(idle, all)}`,
  );
  expect(quantile(own.map(all), 0.95)).toBeLessThanOrEqual(50);
});
