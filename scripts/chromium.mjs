// Finds a Chromium for playwright-core, or gets one: Debian's package when root, else one that npm brings (Linux x64).
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { installPackages } from './npm.mjs';
import { log, quiet, SetupError } from './run.mjs';
import { installOnce } from './toolsFolder.mjs';

const sparticuz = '153.0.0';
const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'microsoft-edge'];
const usual = {
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: ['ProgramFiles', 'ProgramFiles(x86)', 'LOCALAPPDATA']
    .map((name) => process.env[name])
    .filter(Boolean)
    .flatMap((base) => [
      join(base, 'Google', 'Chrome', 'Application', 'chrome.exe'),
      join(base, 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
    ]),
};
const advice = {
  darwin: 'No Chrome, Chromium or Edge was found: install one with "brew install --cask chromium".',
  win32: 'No Chrome, Chromium or Edge was found: install one with "winget install Google.Chrome".',
};

/** Path of a Chromium: `WEIR_CHROMIUM`, one on the path or in its usual place, else one that is installed now. */
export async function ensureChromium(tools, runtime) {
  const asked = process.env.WEIR_CHROMIUM;
  if (asked && !existsSync(asked)) throw new SetupError(`WEIR_CHROMIUM names ${asked}, which does not exist.`);
  const found = asked || findChromium();
  if (found) return found;
  if (process.platform !== 'linux') throw new SetupError(advice[process.platform] ?? advice.darwin);
  return (await fromDebian()) ?? fromNpm(tools, runtime);
}

function findChromium() {
  const onPath = (process.env.PATH ?? '').split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)));
  return [...onPath, ...(usual[process.platform] ?? [])].find((path) => existsSync(path));
}

async function fromDebian() {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return null;
  log('Chromium is installed with apt-get …');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  try {
    await quiet('apt-get', ['update', '-q'], { env });
    await quiet('apt-get', ['install', '-q', '-y', '--no-install-recommends', 'chromium'], { env });
  } catch (error) {
    log(`apt-get could not install it (${error.message.split('\n')[0]}); npm's is taken`);
    return null;
  }
  return findChromium() ?? null;
}

async function fromNpm(tools, runtime) {
  const sentence =
    'No Chromium was found: install one with "sudo apt-get install chromium", or name yours in WEIR_CHROMIUM.';
  if (process.arch !== 'x64') throw new SetupError(sentence);
  const folder = await installOnce(tools, `chromium-${sparticuz}`, async (work) => {
    log(`Chromium is fetched into ${tools} (about 70 MB, once) …`);
    await installPackages(runtime, work, [`@sparticuz/chromium@${sparticuz}`]);
  });
  // It unpacks itself into the temporary folder and says where: that copy can vanish, so it is asked each time.
  const entry = pathToFileURL(join(folder, 'node_modules', '@sparticuz', 'chromium', 'build', 'index.js'));
  const { default: chromium } = await import(entry.href);
  return chromium.executablePath();
}
