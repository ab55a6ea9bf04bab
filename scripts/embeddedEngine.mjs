// The embedded model's engine (node-llama-cpp) in the tools folder, with this platform's CPU or Metal build and no other,
// and the smaller copy of it that goes into this platform's package.
import { cp, mkdir, readdir, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { installPackages, runNpm } from './npm.mjs';
import { log, SetupError } from './run.mjs';
import { installOnce } from './toolsFolder.mjs';

const version = '3.22.1';
const builds = {
  'linux-x64': 'linux-x64',
  'linux-arm64': 'linux-arm64',
  'darwin-x64': 'mac-x64',
  'darwin-arm64': 'mac-arm64-metal',
  'win32-x64': 'win-x64',
  'win32-arm64': 'win-arm64',
};

/** VS Code's name of this platform (`linux-x64` …) where the engine has a build for it, else null. */
export function engineTarget(platform = process.platform, arch = process.arch) {
  const target = `${platform}-${arch}`;
  return target in builds ? target : null;
}

/** The folder whose `node_modules` holds the engine. `node` and `npm` are Node 24's. */
export async function ensureEngine({ toolsFolder, node, npm, log: say = log }) {
  const target = engineTarget();
  if (!target) throw new SetupError(`There is no embedded engine for ${process.platform}-${process.arch}.`);
  return installOnce(toolsFolder, `engine-${version}`, async (folder) => {
    say(`The embedded engine ${version} is fetched into ${toolsFolder} (about 65 MB, once) …`);
    // The builds are optional dependencies of node-llama-cpp: 600 MB of CUDA and Vulkan on Linux. Only one is wanted.
    const none = ['--omit=optional'];
    await installPackages({ node, npm }, folder, [`node-llama-cpp@${version}`], none);
    const build = `@node-llama-cpp/${builds[target]}@${version}`;
    await runNpm({ node, npm }, ['install', '--no-save', ...none, build], folder);
    const modules = join(folder, 'node_modules');
    // The engine's own sources, for building it; a quarter of the download and never read at run time.
    await rm(join(modules, 'node-llama-cpp', 'llama', 'gitRelease.bundle'), { force: true });
    const found = await readdir(join(modules, '@node-llama-cpp'));
    if (found.length !== 1 || !existsSync(join(modules, 'node-llama-cpp', 'package.json'))) {
      throw new SetupError(`The embedded engine was installed with the wrong builds: ${found.join(', ')}.`);
    }
  });
}

const notNeededAtRunTime = /(\.d\.[mc]?ts|\.map|\.tsbuildinfo|\.md|[\\/]\.bin|[\\/]\.package-lock\.json)$/i;
const licence = /licen[cs]e|notice/i;

/** Copies the engine to `to`/node_modules without types, maps and documents; licences stay. */
export async function copyEngine(engineFolder, to) {
  await rm(to, { recursive: true, force: true });
  await mkdir(to, { recursive: true });
  await cp(join(engineFolder, 'node_modules'), join(to, 'node_modules'), {
    recursive: true,
    filter: (source) => licence.test(source) || !notNeededAtRunTime.test(source.slice(engineFolder.length)),
  });
}
