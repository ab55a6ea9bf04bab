// Bundles a TypeScript entry the way the build does, so that worker threads and child processes can run it.
import { build } from 'esbuild';

export async function bundleForNode(entry: string, outfile: string): Promise<string> {
  await build({ entryPoints: [entry], outfile, bundle: true, platform: 'node', format: 'cjs', logLevel: 'error' });
  return outfile;
}
