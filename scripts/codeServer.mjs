// code-server (the real VS Code, served on loopback) in the tools folder, installed without a compiler.
import { join } from 'node:path';
import { installPackages, runNpm } from './npm.mjs';
import { log } from './run.mjs';
import { installOnce } from './toolsFolder.mjs';

const version = '4.139.1';

/** Path of code-server's `entry.js`, to be run by Node 24. */
export async function ensureCodeServer(tools, runtime) {
  const folder = await installOnce(tools, `code-server-${version}`, async (work) => {
    log(`code-server ${version} is fetched into ${tools} (about 200 MB, once) …`);
    await installPackages(runtime, work, [`code-server@${version}`]);
    const vscode = join(work, 'node_modules', 'code-server', 'lib', 'vscode');
    // Its own install script does this too, and compiles Kerberos, which needs headers that few machines have.
    await runNpm(runtime, ['install', '--omit=dev'], vscode);
    await runNpm(runtime, ['install', '--omit=dev'], join(vscode, 'extensions'));
  });
  return join(folder, 'node_modules', 'code-server', 'out', 'node', 'entry.js');
}
