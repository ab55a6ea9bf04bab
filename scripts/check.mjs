// `npm start -- --check`: opens the packed extension in a headless editor, asks for completions, an explanation and a
// debug answer, prints what the trace store says about each, and counts what must be among them.
import './tsImports.mjs';
import { join } from 'node:path';
import { askCompletion, askDebug, askExplain } from './checkAsks.mjs';
import { describeTrace, readTraces, verdicts } from './checkTraces.mjs';
import { keyNames } from './chooseModels.mjs';
import { ensureChromium } from './chromium.mjs';
import { ensureCodeServer } from './codeServer.mjs';
import { failed, passed, report } from './counts.mjs';
import { root } from './package.mjs';
import { log } from './run.mjs';

/** In order; each is done when a new trace of its kind has ended, or after `limitMs`. */
const asks = [
  {
    kind: 'complete',
    limitMs: 60_000,
    ask: (editor) => askCompletion(editor, 'app/money.py', null, '\n\ndef average(amounts):\n'),
  },
  {
    kind: 'complete',
    limitMs: 60_000,
    ask: (editor) =>
      askCompletion(editor, 'shop/article.ts', null, '\nexport function sum(a: number, b: number): number {\n'),
  },
  {
    kind: 'complete',
    limitMs: 60_000,
    ask: (editor) =>
      askCompletion(editor, 'shop/stock.ts', null, '\nexport function larger(a: number, b: number): number {\n'),
  },
  { kind: 'explain', limitMs: 120_000, ask: (editor) => askExplain(editor, 'app/money.py', 4, 7) },
  { kind: 'explain', limitMs: 120_000, ask: (editor) => askExplain(editor, 'app/money.py', 10, 13) },
  { kind: 'explain', limitMs: 120_000, ask: (editor) => askExplain(editor, 'app/discounts.py', 12, 26) },
  { kind: 'debug', limitMs: 180_000, ask: (editor) => askDebug(editor, process.execPath, ['shop/main.ts']) },
];

/** Resolves to the exit code: 0 only if the cascade accepted, routed and escalated, each with its signals in the store. */
export async function check({ runtime, tools, vsix, settings }) {
  process.env.WEIR_CODE_SERVER ??= await ensureCodeServer(tools, runtime);
  process.env.WEIR_CHROMIUM ??= await ensureChromium(tools, runtime);
  const { launchEditor } = await import('../test/support/editor.ts');
  // So that the servers are ended on Ctrl+C too, where only a real exit is heard of.
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));
  // The harness keeps keys from its editors unless they are named: here they are what the user chose.
  const env = Object.fromEntries(keyNames.filter((name) => process.env[name]).map((name) => [name, process.env[name]]));
  const editor = await launchEditor({ vsix: [vsix], workspace: join(root, 'sample'), settings, env });
  const results = [];
  try {
    await editor.probe.activate('weir.weir');
    for (const [index, { kind, limitMs, ask }] of asks.entries()) {
      const name = `${kind} ${index + 1}`;
      const trace = await answered(editor, kind, limitMs, ask).catch((error) => void log(`${name}: ${error.message}`));
      results.push(trace ? passed(name) : failed(name));
      process.stdout.write(trace ? `${describeTrace(trace)}\n\n` : `${name}: no trace in the store\n\n`);
    }
    if (process.env.WEIR_SHOTS) await editor.page.screenshot('check');
    for (const { name, ok } of verdicts(await readTraces(editor.userData)))
      results.push(ok ? passed(name) : failed(name));
  } finally {
    await editor.dispose();
  }
  return report(results);
}

async function answered(editor, kind, limitMs, ask) {
  const before = new Set((await readTraces(editor.userData)).map(({ id }) => id));
  await ask(editor);
  const end = Date.now() + limitMs;
  while (Date.now() < end) {
    const traces = await readTraces(editor.userData);
    const trace = traces.find((found) => found.kind === kind && !found.parent && !before.has(found.id));
    if (trace) return trace;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return null;
}
