// The `run` command: asks real models for a seeded sample of holes, scores what came, and gives rows for `cascade`.
// Everything that a model said is in --out, so that all the rest can be computed again without the models.
import { existsSync } from 'node:fs';
import { appendFile, readFile } from 'node:fs/promises';
import { TraceDatabase } from '../src/store/traceDatabase';
import type { Tier } from '../src/core/task';
import { createAnalyser } from './analyser';
import { errorSentence, isRow, type Command } from './command';
import { recordAnswer, type Hole, type Recorded } from './recordAnswer';
import { messAt } from './messyRows';
import { readRecorded } from './readRecorded';
import { optionalText, textOf, type Row } from './rows';
import { runModels } from './runModels';
import { scoreRun } from './scoreRun';
import { seededRandom } from './seededRandom';

const tiers: readonly Tier[] = ['fast', 'strong'];

export const run: Command = async (lines, options, write) => {
  const out = options['out'];
  if (out === undefined)
    throw new Error('--out FILE is needed: what the models say is kept there, and a second run goes on from it.');
  const rows = new Map<string, Row>();
  const holes: Hole[] = [];
  let status = 0;
  for await (const line of lines) {
    let id: unknown = null;
    try {
      const row: unknown = JSON.parse(line);
      if (!isRow(row)) throw new Error('A line must be a JSON object.');
      id = row['id'] ?? null;
      const hole = holeOf(row);
      if (rows.has(hole.id)) throw new Error('This "id" stood in an earlier line.');
      rows.set(hole.id, row);
      holes.push(hole);
    } catch (error) {
      status = 1;
      await write({ id, error: errorSentence(error) });
    }
  }
  const drawn = shuffled(holes, Number(options['seed'] ?? 1)).slice(0, Number(options['sample'] ?? holes.length));
  // Mess stands above what the models see; the tests run on the file without it.
  const sample = options['mess'] === undefined ? drawn : drawn.map(messyHole);
  const failed = await collect(sample, out, options);
  const answers = await readRecorded(out);
  const inOrder = new Map(sample.map((hole) => [hole.id, hole]));
  const scored = await scoreRun(
    holes.flatMap(({ id }) => inOrder.get(id) ?? []),
    rows,
    answers,
    { scorer: options['scorer'] ?? null, behaviour: options['behaviour'] ?? null },
  );
  for (const row of scored) await write(row);
  return failed ? 1 : status;
};

/** In random order, so that a run that is stopped has a random part of its sample. True where some answer did not come. */
async function collect(
  sample: readonly Hole[],
  out: string,
  options: Readonly<Record<string, string>>,
): Promise<boolean> {
  const done = new Set((await readRecorded(out)).map(keyOf));
  const resamples = Array.from({ length: Number(options['resamples'] ?? 0) }, (_, i) => i + 1);
  const asks = [
    ...tiers.map((tier) => ({ tier, sample: null })),
    ...resamples.map((number) => ({ tier: 'fast' as const, sample: number })),
  ];
  const missing = sample.filter(({ id }) => asks.some((ask) => !done.has(keyOf({ id, ...ask }))));
  if (missing.length === 0) return false;
  const { fast, strong } = options;
  if (fast === undefined || strong === undefined) {
    throw new Error(`${missing.length} holes have no answers in ${out} yet: name the models with --fast and --strong.`);
  }
  const { models, dispose } = await runModels({ fast, strong });
  const store = options['store'] === undefined ? null : new TraceDatabase(options['store']);
  const syntax = createAnalyser();
  let failed = false;
  try {
    if (existsSync(out) && !(await readFile(out, 'utf8')).endsWith('\n')) await appendFile(out, '\n');
    for (const [index, hole] of missing.entries()) {
      const wanted = asks.filter((ask) => !done.has(keyOf({ id: hole.id, ...ask })));
      // All at once: each tier runs in a process of its own, or on another machine.
      const asked = await Promise.allSettled(wanted.map((ask) => recordAnswer(hole, ask, models[ask.tier], syntax)));
      for (const one of asked) {
        if (one.status === 'rejected') {
          failed = true;
          process.stderr.write(`${hole.id}: ${errorSentence(one.reason)}\n`);
          continue;
        }
        await appendFile(out, `${JSON.stringify(one.value.recorded satisfies Recorded)}\n`);
        store?.save(one.value.trace);
      }
      if ((index + 1) % 20 === 0) process.stderr.write(`${index + 1} of ${missing.length}\n`);
    }
  } finally {
    store?.close();
    await dispose();
  }
  return failed;
}

const keyOf = ({ id, tier, sample }: { id: string; tier: Tier; sample?: number | null }): string =>
  `${tier} ${sample ?? 0} ${id}`;

function messyHole(hole: Hole, index: number): Hole {
  return { ...hole, prefix: messAt(index) + hole.prefix };
}

function holeOf(row: Row): Hole {
  if ((optionalText(row, 'task') ?? 'complete') !== 'complete') {
    throw new Error('"task" must be complete: nothing says whether an answer of another kind is right.');
  }
  const id = textOf(row, 'id');
  const slash = id.lastIndexOf('/');
  return {
    id,
    // Holes of one problem share its solution: they never stand on both sides of a split.
    group: optionalText(row, 'group') ?? (slash > 0 ? id.slice(0, slash) : id),
    languageId: textOf(row, 'language'),
    prefix: textOf(row, 'prefix'),
    suffix: textOf(row, 'suffix'),
    expected: optionalText(row, 'expected'),
  };
}

function shuffled(holes: readonly Hole[], seed: number): Hole[] {
  const random = seededRandom(seed);
  const order = [...holes];
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    const [a, b] = [order[i], order[j]];
    if (a !== undefined && b !== undefined) [order[i], order[j]] = [b, a];
  }
  return order;
}
