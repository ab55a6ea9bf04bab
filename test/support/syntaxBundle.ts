// The syntax worker as the build makes it, with its grammars and queries, in a folder of its own.
import { build } from 'esbuild';
import { copyFile, mkdtemp, readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkout } from './syntaxAnalyser';

export interface SyntaxBundle {
  readonly workerFile: string;
  readonly grammarFolder: string;
}

export async function syntaxBundle(): Promise<SyntaxBundle> {
  const folder = await mkdtemp(join(tmpdir(), 'weir-syntax-'));
  const workerFile = join(folder, 'syntaxWorker.js');
  await build({
    entryPoints: [join(checkout, 'src/syntax/worker.ts')],
    outfile: workerFile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    logLevel: 'error',
    alias: { 'web-tree-sitter': join(checkout, 'node_modules/web-tree-sitter/tree-sitter.cjs') },
  });
  const files: unknown = JSON.parse(await readFile(join(checkout, 'src/syntax/grammarFiles.json'), 'utf8'));
  const queries = join(checkout, 'src/syntax/queries');
  const copies = [
    ...Object.entries(files ?? {}).map(([name, path]) => [name, join(checkout, 'node_modules', String(path))] as const),
    ...(await readdir(queries)).map((name) => [name, join(queries, name)] as const),
  ];
  await Promise.all(copies.map(([name, path]) => copyFile(path, join(folder, name))));
  return { workerFile, grammarFolder: folder };
}
