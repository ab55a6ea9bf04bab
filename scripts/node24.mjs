// Puts Node 24 and an npm that runs on it into the tools folder where the machine's Node is another one.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { envUnder, findNpm, installPackages } from './npm.mjs';
import { attached, log, SetupError } from './run.mjs';
import { installOnce, toolsFolder } from './toolsFolder.mjs';

const wanted = 24;
const npmVersion = '11.19.1';

/** The Node 24 and npm to run everything with: this process's own, or those of the tools folder. */
export async function ensureNode24(tools = toolsFolder()) {
  const current = { node: process.execPath, npm: findNpm() };
  if (Number(process.versions.node.split('.')[0]) === wanted) return current;
  // The platform's package, not `node`: that one's install script adds a package which the next install removes.
  const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  const nodeFolder = await installOnce(tools, `node-${wanted}`, async (folder) => {
    log(`Node ${wanted} is fetched into ${tools} (about 60 MB, once) …`);
    await installPackages(current, folder, [`${name}@${wanted}`]);
  });
  const npmFolder = await installOnce(tools, `npm-${npmVersion}`, (folder) =>
    installPackages(current, folder, [`npm@${npmVersion}`]),
  );
  const node = join(nodeFolder, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (!existsSync(node))
    throw new SetupError(`There is no Node ${wanted} for this platform (${name}): install it by hand.`);
  return { node, npm: join(npmFolder, 'node_modules', 'npm', 'bin', 'npm-cli.js') };
}

/**
 * Resolves to Node 24's `{node, npm}` when this process is that Node already; otherwise runs the same command again
 * under it and ends this process with its exit code.
 */
export async function underNode24() {
  const runtime = await ensureNode24();
  if (runtime.node === process.execPath) return runtime;
  const env = { ...envUnder(runtime.node), npm_execpath: runtime.npm };
  process.exit(await attached(runtime.node, process.argv.slice(1), { env }));
}
