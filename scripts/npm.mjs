// Finds npm's own script and runs it under a given Node. Never through a shell, so it is the same on Windows.
import { existsSync, realpathSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { basename, delimiter, dirname, join } from 'node:path';
import { quiet, SetupError } from './run.mjs';

/** Path of `npm-cli.js`: the one that started this script, else the one beside Node, else the one on the path. */
export function findNpm(env = process.env, execPath = process.execPath) {
  const beside = dirname(execPath);
  const candidates = [
    env.npm_execpath,
    join(beside, 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    join(beside, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    ...(env.PATH ?? '').split(delimiter).flatMap((folder) => resolved(join(folder, 'npm'))),
  ];
  const found = candidates.find((path) => path && basename(path) === 'npm-cli.js' && existsSync(path));
  if (!found)
    throw new SetupError('npm is missing: install Node.js 20 or newer together with npm (https://nodejs.org).');
  return found;
}

function resolved(path) {
  return existsSync(path) ? [realpathSync(path)] : [];
}

/** `npm <args>` under `node`, in `cwd`. */
export function runNpm({ node, npm }, args, cwd) {
  const quieter = ['--no-audit', '--no-fund', '--no-update-notifier', '--ignore-scripts'];
  return quiet(node, [npm, ...args, ...quieter], { cwd, env: envUnder(node) });
}

/** Installs exact packages into an empty folder that is nobody's project. */
export async function installPackages(runtime, folder, packages, flags = []) {
  await writeFile(join(folder, 'package.json'), '{ "private": true }\n');
  await runNpm(runtime, ['install', '--save-exact', ...flags, ...packages], folder);
}

/** This process's environment with `node` first on the path and without what an outer npm told about itself. */
export function envUnder(node, env = process.env) {
  const kept = Object.entries(env).filter(
    ([name]) => !/^npm_(?!config_)|^npm_config_(user_agent|.*prefix)$/i.test(name),
  );
  const path = kept.find(([name]) => name.toUpperCase() === 'PATH')?.[0] ?? 'PATH';
  return { ...Object.fromEntries(kept), [path]: `${dirname(node)}${delimiter}${env[path] ?? ''}` };
}
