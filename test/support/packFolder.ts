// Packs a small extension of the tests (plain JavaScript, no dependencies) into a .vsix.
import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';

/** Resolves to the path of the package, which is written into `to`. */
export async function packFolder(folder: string, to: string): Promise<string> {
  const vsce = join(dirname(createRequire(import.meta.url).resolve('@vscode/vsce/package.json')), 'vsce');
  const out = join(to, `${basename(folder)}.vsix`);
  const flags = ['--no-dependencies', '--allow-missing-repository', '--skip-license', '--allow-star-activation'];
  await promisify(execFile)(process.execPath, [vsce, 'package', ...flags, '--out', out], { cwd: folder });
  return out;
}
