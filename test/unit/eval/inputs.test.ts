// The commands that change a log's inputs: mess is noticed by degrees, agreement has a slope.
import { expect, it } from 'vitest';
import type { Command } from '../../../eval/command';
import { judgePrior } from '../../../eval/judgePrior';
import { messy } from '../../../eval/messy';
import { seeded } from '../../support/seeded';

const rows = Array.from({ length: 20 }, (_, i) => {
  const ok = seeded(i)() < 0.5 ? 1 : 0;
  const names = ['amount', 'total', 'voucher', 'customer', 'discount'].slice(0, 2 + (i % 4));
  const text = `    return ${names.join(' + ')}\n`;
  return {
    id: `r${i}`,
    group: `g${i}`,
    prompt: `import math\n\n\ndef price${i}(${names.join(', ')}):\n    """What an order costs."""\n`,
    fast: {
      ok,
      cost: 0.001,
      language: 'python',
      text,
      samples: ok === 1 || i % 5 === 0 ? [text, text] : ['    pass\n', '    raise ValueError(7)\n'],
    },
    strong: { ok: 1, cost: 0.01 },
  };
});

async function* lines(): AsyncGenerator<string> {
  for (const row of rows) yield await Promise.resolve(JSON.stringify(row));
}

async function report(command: Command, options: Record<string, string> = {}): Promise<Record<string, unknown>> {
  let last: unknown = null;
  const status = await command(lines(), options, (value) => {
    last = JSON.parse(JSON.stringify(value));
    return Promise.resolve();
  });
  expect(status).toBe(0);
  return last as Record<string, unknown>;
}

it('clean inputs are like each other, and mess is noticed the more of it there is', async () => {
  const found = (await report(messy)) as {
    falseAlarms: number;
    noticed: { mess: string; degree: number; share: number }[];
    worlds: { unnoticed: number; checked: number }[];
  };
  expect(found.falseAlarms).toBe(0);
  const logs = found.noticed.filter(({ mess }) => mess.includes('log')).map(({ share }) => share);
  expect(logs).toEqual([...logs].sort((a, b) => a - b));
  expect(logs.at(-1)).toBe(1);
  for (const { unnoticed, checked } of found.worlds) expect(checked).toBeLessThanOrEqual(unnoticed);
});

it('agreement of resamples has a slope that points the right way', async () => {
  const { n, weights } = (await report(judgePrior, { task: 'edit' })) as {
    n: number;
    weights: { name: string; weight: number }[];
  };
  expect(n).toBe(20);
  expect(weights).toMatchObject([{ name: 'samples.agreement' }]);
  expect(weights[0]?.weight).toBeGreaterThan(1);
});
