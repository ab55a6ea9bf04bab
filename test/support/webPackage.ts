// Weir as a package for the web extension host alone: the shipped files without the entry point for Node.
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packFolder } from './packFolder';

const root = join(import.meta.dirname, '../..');
const shipped = ['package.nls.json', 'package.nls.de.json', 'l10n', 'media', 'LICENSE'];
const built = ['web', 'webview', 'codicons', 'grammars'];

/** Resolves to the path of the package, which is written into `to`. Needs a build. */
export async function webPackage(to: string): Promise<string> {
  const folder = join(to, 'weir-web');
  await mkdir(join(folder, 'dist'), { recursive: true });
  for (const name of shipped) await cp(join(root, name), join(folder, name), { recursive: true });
  for (const name of built) await cp(join(root, 'dist', name), join(folder, 'dist', name), { recursive: true });
  const { main, scripts, devDependencies, ...manifest } = JSON.parse(
    await readFile(join(root, 'package.json'), 'utf8'),
  ) as Readonly<Record<string, unknown>>;
  void [main, scripts, devDependencies];
  await writeFile(join(folder, 'package.json'), JSON.stringify(manifest));
  return packFolder(folder, to);
}
