// Plants one bug in a copy of its package and lets the package's own test print the trace.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { PlantedBug, PlantedPackage } from './table';

const mostMilliseconds = 240_000;
const longestOutput = 256 * 1024;

/** The folder with the bug in it, and what the test printed. */
export interface Planted {
  readonly root: string;
  readonly printed: string;
}

export function plant(bug: PlantedBug, planted: PlantedPackage, folder: string): Planted {
  const root = join(folder, bug.id);
  const kept = join(folder, `${bug.id}.txt`);
  // What was printed before is kept, as long as it is this bug that stands there.
  if (existsSync(kept) && readFileSync(join(root, bug.file), 'utf8').includes(bug.replace)) {
    return { root, printed: readFileSync(kept, 'utf8') };
  }
  rmSync(root, { recursive: true, force: true });
  cpSync(join(folder, 'pristine'), root, { recursive: true });
  const before = runTest(bug, planted, folder, root);
  if (before.status !== 0) throw new Error(`${bug.id}: its test fails without the bug: ${before.printed.slice(-800)}`);
  const path = join(root, bug.file);
  const parts = readFileSync(path, 'utf8').split(bug.search);
  if (parts.length !== 2) throw new Error(`${bug.id}: the text to replace occurs ${parts.length - 1} times.`);
  writeFileSync(path, parts.join(bug.replace));
  const { status, printed } = runTest(bug, planted, folder, root);
  if (status === 0) throw new Error(`${bug.id}: its test passes with the bug.`);
  writeFileSync(kept, printed);
  return { root, printed };
}

function runTest(
  bug: PlantedBug,
  planted: PlantedPackage,
  folder: string,
  root: string,
): { readonly status: number | null; readonly printed: string } {
  const [program = '', ...args] = bug.command;
  const done = spawnSync(program, args, {
    cwd: root,
    encoding: 'utf8',
    timeout: mostMilliseconds,
    maxBuffer: 16 * longestOutput,
    env: {
      ...process.env,
      CI: '1',
      NO_COLOR: '1',
      FORCE_COLOR: '0',
      GOFLAGS: '-mod=mod',
      PYTHONDONTWRITEBYTECODE: '1',
      PYTHONPATH: [join(root, planted.sources ?? '.'), join(folder, 'site')].join(delimiter),
    },
  });
  if (done.error !== undefined) throw done.error;
  return { status: done.status, printed: `${done.stdout}${done.stderr}`.slice(0, longestOutput) };
}
