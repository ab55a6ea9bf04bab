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

/** Begins to watch the extension host's event loop, and forgets what was seen of it before. */
async function watchLoop(): Promise<void> {
  await weir.probe.run(() => {
    const { createHistogram, monitorEventLoopDelay } = process.getBuiltinModule('node:perf_hooks');
    const late = monitorEventLoopDelay({ resolution: 5 });
    late.enable();
    const own = createHistogram();
    let before = process.threadCpuUsage();
    // Of the time between two turns, what this thread itself worked: the rest is what the machine gave to others.
    const turn = (): void => {
      const { user, system } = process.threadCpuUsage(before);
      before = process.threadCpuUsage();
      own.record(Math.max(1, Math.round(user + system)));
    };
    clearInterval(Reflect.get(globalThis, 'weirSoakTurns') as undefined);
    Reflect.set(globalThis, 'weirSoakTurns', setInterval(turn, 5));
    Reflect.set(globalThis, 'weirSoak', { late, own });
    return null;
  });
}

interface Delays {
  readonly p50: number;
  readonly p99: number;
  /** Of the time that the thread itself worked between two turns. */
  readonly ownP99: number;
}

/** Of the extension host's event loop, in milliseconds. */
async function delays(): Promise<Delays> {
  return weir.probe.run(() => {
    interface Histogram {
      percentile(p: number): number;
    }
    const { late, own } = Reflect.get(globalThis, 'weirSoak') as { readonly late: Histogram; readonly own: Histogram };
    // The histogram counts from its own resolution: a loop that does nothing shows five milliseconds.
    const at = (p: number): number => late.percentile(p) / 1e6 - 5;
    return { p50: at(50), p99: at(99), ownP99: own.percentile(99) / 1e3 };
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
  const { p50, p99, ownP99 } = await delays();
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
      `p99 ${p99.toFixed(1)} ms (idle ${idle.p99.toFixed(1)} ms; of its own work ${ownP99.toFixed(1)} ms), ` +
      `0 traces lost (${ends})`,
  );
  expect(growth).toBeLessThan(10);
  expect(p99).toBeLessThanOrEqual(16);
});
