// Opens the sample workspace in desktop VS Code, or serves it with code-server on loopback until Ctrl+C.
import { spawn } from 'node:child_process';
import { createWriteStream, existsSync, realpathSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { ensureCodeServer } from './codeServer.mjs';
import { envUnder } from './npm.mjs';
import { log, quiet, SetupError } from './run.mjs';

/** Path of desktop VS Code's `code`, or null. The `code` of a remote window opens no folder of its own, so it is none. */
export function findDesktopCode(env = process.env, platform = process.platform) {
  const name = platform === 'win32' ? 'code.cmd' : 'code';
  const found = (env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find((path) => existsSync(path));
  return found && !/remote-cli|code-server/.test(realpathSync(found)) ? found : null;
}

export async function openDesktop(code, { vsix, folders, workspace }) {
  const own = ['--user-data-dir', folders.userData, '--extensions-dir', folders.extensions];
  const run = (args) => {
    // `code.cmd` is a script, which Windows starts only through its shell.
    const shell = process.platform === 'win32';
    return quiet(shell ? `"${code}"` : code, shell ? args.map((argument) => `"${argument}"`) : args, { shell });
  };
  await run([...own, '--install-extension', vsix, '--force']);
  await run([...own, '--disable-workspace-trust', '--new-window', workspace]);
  log(`VS Code is open on ${workspace}`);
}

export async function serveEditor(runtime, tools, { vsix, folders, workspace }) {
  const entry = await ensureCodeServer(tools, runtime);
  const own = ['--config', folders.config, '--user-data-dir', folders.userData, '--extensions-dir', folders.extensions];
  const env = envUnder(runtime.node);
  await writeFile(folders.config, 'auth: none\n');
  await quiet(runtime.node, [entry, ...own, '--install-extension', vsix, '--force'], { env });
  const flags = ['--auth', 'none', '--bind-addr', '127.0.0.1:0', '--disable-telemetry', '--disable-update-check'];
  const args = [entry, ...own, ...flags, '--disable-workspace-trust', '--disable-getting-started-override'];
  const child = spawn(runtime.node, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  // It reports parts of itself that are not needed here: that goes beside its settings, not to the terminal.
  child.stderr.pipe(createWriteStream(folders.log));
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text) => {
    const known = output.includes('listening on');
    output += text;
    const url = /listening on (http:\/\/127\.0\.0\.1:\d+)/.exec(output)?.[1];
    if (url && !known)
      process.stdout.write(`\n  ${url}/?folder=${encodeURIComponent(workspace)}\n\n  Ctrl+C ends it.\n`);
  });
  const stop = (signal) => child.kill(signal);
  process.on('SIGINT', stop).on('SIGTERM', stop);
  const code = await new Promise((resolve) => child.once('close', (status, signal) => resolve(signal ? 0 : status)));
  if (!output.includes('listening on')) throw new SetupError(`code-server did not start: see ${folders.log}`);
  return code === 130 || code === 143 ? 0 : code;
}
