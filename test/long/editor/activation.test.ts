// What activation takes in a real editor, over many reloads, beside an extension that does nothing and is activated with it.
// WEIR_RELOADS says how many.
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { activations, wholeMs, type Activation } from '../../support/activations';
import { launchWeir, type WeirEditor } from '../../support/editorWeir';
import { longCount } from '../../support/longCount';
import { tried } from '../../support/tried';

let weir: WeirEditor;

beforeAll(async () => {
  weir = await launchWeir({ beside: [join(import.meta.dirname, '..', '..', 'support', 'idle')] });
});
afterAll(async () => {
  await weir?.dispose();
});

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
    rows.push(await activations(weir, ['weir.weir', 'weir-test.idle']));
  }
  const [own = [], idle = []] = [0, 1].map((at) => rows.flatMap((row) => row[at] ?? []));
  const words = (list: readonly Activation[], of: (one: Activation) => number): string =>
    `median ${quantile(list.map(of), 0.5)} ms, p95 ${quantile(list.map(of), 0.95)} ms`;
  const parts = (['load', 'call', 'finish'] as const).map((part) => `${part}: ${words(own, (one) => one[part])}`);
  tried(
    task,
    own.length,
    `${words(own, wholeMs)} (${parts.join('; ')}); an extension that does nothing: ${words(idle, wholeMs)}`,
  );
  expect(quantile(own.map(wholeMs), 0.95)).toBeLessThanOrEqual(50);
});
