// Fetches a package as source with its tests, by its registry's own client. Keeps what it fetched; changes nothing in it.
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isRow } from '../command';
import type { PlantedPackage } from './table';

/** The folder of the untouched package below `folder`, fetched where it is not there yet. */
export function fetchPackage(planted: PlantedPackage, folder: string): string {
  const pristine = join(folder, 'pristine');
  if (existsSync(pristine)) return pristine;
  const fresh = join(folder, 'fetching');
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh, { recursive: true });
  fetchers[planted.from]?.(planted, folder, fresh);
  for (const [name, text] of Object.entries(planted.beside ?? {})) writeFileSync(join(folder, name), text);
  for (const name of readdirSync(fresh)) {
    const kept = planted.keep === undefined || planted.keep.includes(name);
    if (!kept) rmSync(join(fresh, name), { recursive: true, force: true });
  }
  // Last, so that what was cut off half way is fetched again.
  renameSync(fresh, pristine);
  return pristine;
}

type Fetcher = (planted: PlantedPackage, folder: string, fresh: string) => void;

const fetchers: Readonly<Record<string, Fetcher>> = {
  npm(planted, folder, fresh) {
    // A folder above the package holds what its tests need: found from below, and no part of the package.
    writeFileSync(join(folder, 'package.json'), '{"private":true}\n');
    run('npm', ['install', '--silent', '--no-audit', '--no-fund', '--ignore-scripts', ...planted.needs], folder);
    run('npm', ['pack', '--silent', '--ignore-scripts', `${planted.name}@${planted.version}`], folder);
    unpack(folder, '.tgz', fresh);
  },
  pypi(planted, folder, fresh) {
    run('python3', ['-m', 'pip', 'install', '--quiet', '--target', join(folder, 'site'), ...planted.needs], folder);
    const download = ['download', '--quiet', '--no-deps', '--no-binary', ':all:', '--dest', folder];
    run('python3', ['-m', 'pip', ...download, `${planted.name}==${planted.version}`], folder);
    unpack(folder, '.tar.gz', fresh);
  },
  go(planted, folder, fresh) {
    const answer: unknown = JSON.parse(run('go', ['mod', 'download', '-json', planted.version], folder));
    const path = isRow(answer) && typeof answer['Dir'] === 'string' ? answer['Dir'] : null;
    if (path === null) throw new Error(`go gave no folder for ${planted.version}.`);
    cpSync(path, fresh, { recursive: true });
    // Go keeps its modules write-protected.
    run('chmod', ['-R', 'u+w', fresh], folder);
  },
};

function unpack(folder: string, ending: string, fresh: string): void {
  const archive = readdirSync(folder).find((name) => name.endsWith(ending));
  if (archive === undefined) throw new Error(`Nothing ending in ${ending} was downloaded into ${folder}.`);
  run('tar', ['xzf', archive, '-C', fresh, '--strip-components=1'], folder);
  rmSync(join(folder, archive));
}

function run(program: string, args: readonly string[], cwd: string): string {
  return execFileSync(program, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
}
