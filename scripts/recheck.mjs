// Gets recheck, which says of a regular expression whether it can run away: the pure JavaScript build alone, without its Java and
// native parts (30 MB that nothing here needs).
import { join } from 'node:path';
import { installPackages } from './npm.mjs';
import { log } from './run.mjs';
import { installOnce } from './toolsFolder.mjs';

const version = '4.5.0';

/** Path of its CommonJS module. */
export async function ensureRecheck(tools, runtime) {
  const folder = await installOnce(tools, `recheck-${version}`, async (work) => {
    log(`recheck is fetched into ${tools} (about 2 MB, once) …`);
    await installPackages(runtime, work, [`recheck@${version}`], ['--omit=optional']);
  });
  return join(folder, 'node_modules', 'recheck', 'lib', 'browser.js');
}
