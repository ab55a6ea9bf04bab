// `npm run -s bench [-- part]`: what the program does on its hot paths, in processor milliseconds, and the embedded models beside
// the bare engine in the same run. Figures for a machine and a day, never asserted.
import { cpus } from 'node:os';
import { completionFitSignals } from '../src/core/completion/fitSignals';
import { shapeCompletion } from '../src/core/completion/shape';
import { decideTrigger } from '../src/core/completion/trigger';
import { judge } from '../src/core/judging/judge';
import { redact } from '../src/core/privacy/redact';
import { parseStackTrace } from '../src/core/stackTrace/parseStackTrace';
import { traceShapes } from './traceShapes';
import { defaultToolsFolder } from './embedded';
import { measureEmbedded } from './embeddedSpeed';
import { measureKeystroke } from './keystroke';
import { measurePanel } from './panelSpeed';

const line = (n: number): string => `  const value${n} = compute(${n}, other${n % 7}); // step ${n}\n`;
const code = (lines: number): string => Array.from({ length: lines }, (_, n) => line(n)).join('');
const place = { languageId: 'typescript', prefix: `${code(200)}  const total = `, suffix: `\n${code(80)}` };
const text = 'compute(value3, other2) + value4;';
const logprobs = Array.from({ length: 40 }, () => ({ token: 'x', logprob: -0.3 }));

const paths: Record<string, () => unknown> = {
  'trigger, 280 lines around the cursor': () => decideTrigger({ ...place, paused: true }),
  'shape of a completion': () => shapeCompletion({ ...place, raw: text }),
  'fit signals of a completion': () => completionFitSignals({ ...place, text }),
  'judge without a parse': () =>
    judge(
      { kind: 'complete', text, finish: 'stop', logprobs, source: place.prefix + place.suffix, fit: null },
      { aim: 'balanced', suppress: true },
    ),
  'redaction of 10 KB': () => redact(code(200).slice(0, 10_000)),
  'stack trace scanner, 1 MB': () => parseStackTrace(code(20_000).slice(0, 1_000_000)),
};

/** What nobody can do without: the lines of a text, and a look at each for a place. */
function placesIn(text: string): number {
  return text.split('\n').filter((line) => /:\d/.test(line)).length;
}

/** Median processor time of a call in milliseconds, after a warm-up. */
function median(run: () => unknown): number {
  return medians([run])[0] ?? 0;
}

/** Of several, in turn: what else the machine does slows all of them alike. */
function medians(runs: readonly (() => unknown)[]): number[] {
  const times: number[][] = [];
  const end = performance.now() + 1_500 * runs.length;
  while (times.length < 5 || (performance.now() < end && times.length < 2_000)) times.push(runs.map(processorMs));
  const kept = times.slice(Math.floor(times.length / 5));
  return runs.map((_, at) => {
    const own = kept.map((row) => row[at] ?? 0).sort((a, b) => a - b);
    return own[Math.floor(own.length / 2)] ?? 0;
  });
}

function processorMs(run: () => unknown): number {
  const start = process.cpuUsage();
  run();
  const used = process.cpuUsage(start);
  return (used.user + used.system) / 1_000;
}

const part = process.argv[2] ?? 'paths';
const print = (text: string): void => void process.stdout.write(`${text}\n`);
print(
  `${new Date().toISOString().slice(0, 10)}, Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'processor'}`,
);
if (part === 'paths') {
  for (const [name, run] of Object.entries(paths)) print(`${name.padEnd(40)} ${median(run).toFixed(3)} ms`);
} else if (part === 'stack-trace') {
  // The last column says how far the parser is from merely looking at the lines.
  print(`${''.padEnd(24)} ${'512 KB'.padStart(9)} ${'1 MB'.padStart(9)}   ratio   one regexp a line, 1 MB`);
  for (const [name, shape] of Object.entries(traceShapes)) {
    const [half = '', whole = ''] = [524_288, 1_048_576].map((size) => shape(size).slice(0, size));
    const [first = 0, second = 0, bare = 0] = medians([
      () => parseStackTrace(half),
      () => parseStackTrace(whole),
      () => placesIn(whole),
    ]);
    print(
      `${name.padEnd(24)} ${first.toFixed(1).padStart(9)} ${second.toFixed(1).padStart(9)}   ${(second / first).toFixed(2).padStart(5)}   ${bare.toFixed(1)}`,
    );
  }
} else if (part === 'embedded') {
  for (const { what, weir, bare, unit } of await measureEmbedded(defaultToolsFolder())) {
    const beside = bare === null ? '' : `, bare engine ${bare.toFixed(1)}, ratio ${(weir / bare).toFixed(2)}`;
    print(`${what.padEnd(40)} ${weir.toFixed(1)} ${unit}${beside}`);
  }
} else if (part === 'keystroke') {
  await measureKeystroke(print);
} else if (part === 'panel') {
  for (const { what, ms } of measurePanel(Date.now())) print(`${what.padEnd(40)} ${ms.toFixed(1)} ms`);
} else {
  print('The parts are "paths", "stack-trace", "keystroke", "panel" and "embedded".');
  process.exitCode = 1;
}
