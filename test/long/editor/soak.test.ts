// Thousands of tasks in one real editor, a fifth of them with faults, a tenth cancelled. WEIR_TASKS says how many, WEIR_MINUTES
// after how long no more are begun: the table says how many there were.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchWeir, patience, type WeirEditor } from '../../support/editorWeir';
import { longCount } from '../../support/longCount';
import type { ScriptedAnswer } from '../../support/modelServer';
import { seeded } from '../../support/seeded';
import { tried } from '../../support/tried';

const good = 'The function `share` splits an `amount` into equal `parts`; `divmod` gives `each` part and the `rest`.';
const perCall = 25;
/** A busy machine takes its time for so many tasks, and one call that is late would throw all those before it away. */
const callLimitMs = 1_200_000;
let weir: WeirEditor;
const random = seeded(12);

/** A fifth of the answers are wrong, in the ways that servers are. */
function answer(): ScriptedAnswer {
  const dice = random();
  if (dice < 0.05) return { status: 500, text: 'broken' };
  if (dice < 0.1) return { status: 429, text: 'slow down', headers: { 'retry-after': '0' } };
  if (dice < 0.15) return { text: '' };
  if (dice < 0.2) return { text: 'It takes the voucher and then it takes the voucher. '.repeat(12) };
  return { text: good, logprobs: -0.05, tokensPerSecond: dice < 0.3 ? 200 : 100_000 };
}

beforeAll(async () => {
  weir = await launchWeir();
  weir.fast.script = answer;
  weir.strong.script = answer;
});
afterAll(async () => {
  await weir?.dispose();
});

interface Sample {
  readonly heapMb: number;
  readonly rssMb: number;
}

/** Runs tasks inside the extension host, one after the other, as a user would ask for them; cancels a tenth. */
async function runTasks(first: number): Promise<Sample> {
  return weir.probe.runWithin(
    callLimitMs,
    async (vscode, from, many) => {
      const editor = vscode.window.activeTextEditor;
      if (!editor) throw new Error('no editor is open');
      for (let task = from; task < from + many; task++) {
        const line = task % Math.max(1, editor.document.lineCount - 1);
        editor.selection = new vscode.Selection(line, 0, line, 0);
        const running = vscode.commands.executeCommand('weir.explain');
        if (task % 10 === 0) {
          await new Promise((resolve) => setTimeout(resolve, task % 40));
          await vscode.commands.executeCommand('weir.stop');
        }
        await running;
      }
      const { heapUsed, rss } = process.memoryUsage();
      return { heapMb: heapUsed / 1024 / 1024, rssMb: rss / 1024 / 1024 };
    },
    first,
    perCall,
  );
}

async function watchLoop(): Promise<void> {
  await weir.probe.run(() => {
    const { monitorEventLoopDelay } = process.getBuiltinModule('node:perf_hooks');
    const histogram = monitorEventLoopDelay({ resolution: 5 });
    histogram.enable();
    Reflect.set(globalThis, 'weirSoak', histogram);
    return null;
  });
}

/** Of the extension host's event loop, in milliseconds. */
async function delays(): Promise<{ readonly p50: number; readonly p99: number }> {
  return weir.probe.run(() => {
    const histogram = Reflect.get(globalThis, 'weirSoak') as { percentile(p: number): number };
    // The histogram counts from its own resolution: a loop that does nothing shows five milliseconds.
    return { p50: histogram.percentile(50) / 1e6 - 5, p99: histogram.percentile(99) / 1e6 - 5 };
  });
}

test('R12: memory, event loop, sockets and traces over many tasks', async ({ task }) => {
  const tasks = longCount('TASKS', 10_000);
  await weir.page.openFile('app/money.py');
  const before = weir.traces().length;
  // What the loop is held up by while nothing is asked is the machine's, and stands beside.
  await watchLoop();
  await new Promise((resolve) => setTimeout(resolve, 10_000));
  const idle = await delays();
  await watchLoop();
  const end = Date.now() + longCount('MINUTES', 100_000) * 60_000;
  const samples: Sample[] = [];
  for (let done = 0; done < tasks && Date.now() < end; done += perCall) samples.push(await runTasks(done));
  const { p50, p99 } = await delays();
  // Some memory is always waiting for the collector: the least of a stretch is what is really held.
  const least = (part: readonly Sample[]): number => Math.min(...part.map(({ heapMb }) => heapMb));
  const third = Math.max(1, Math.floor(samples.length / 3));
  const growth = least(samples.slice(-third)) - least(samples.slice(third, 2 * third));
  const expected = samples.length * perCall;
  await expect.poll(() => weir.traces().length - before, patience).toBe(expected);
  await expect
    .poll(async () => (await weir.fast.server.connections()) + (await weir.strong.server.connections()), patience)
    .toBeLessThan(20);
  const kinds = Map.groupBy(weir.traces().slice(before), ({ shown, end }) => (end === 'finished' ? shown : end));
  const ends = [...kinds].map(([name, all]) => `${name} ${all.length}`).join(', ');
  tried(
    task,
    expected,
    `heap ${growth >= 0 ? '+' : ''}${growth.toFixed(1)} MB from the second third to the last, loop p50 ${p50.toFixed(1)} ms, ` +
      `p99 ${p99.toFixed(1)} ms (idle ${idle.p99.toFixed(1)} ms), 0 traces lost (${ends})`,
  );
  expect(growth).toBeLessThan(10);
  expect(p99).toBeLessThanOrEqual(16);
});
