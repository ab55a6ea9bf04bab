// Runs functions that a test hands over as files, inside the extension host, and writes what they return beside them.
// It listens on no port: the folder in WEIR_PROBE is the whole channel. Not a part of Weir.
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import * as vscode from 'vscode';

const require = createRequire(import.meta.url);

export function activate(context) {
  const folder = process.env.WEIR_PROBE;
  if (!folder) return;
  const taken = new Set();
  const look = () => {
    for (const name of fs.readdirSync(folder)) {
      if (!name.endsWith('.request.json') || taken.has(name)) continue;
      taken.add(name);
      // A reloaded window starts a second host, which finds what the first one has answered.
      if (fs.existsSync(path.join(folder, name.replace('.request.json', '.response.json')))) continue;
      void answer(path.join(folder, name));
    }
  };
  const watcher = fs.watch(folder, look);
  // Some file systems report nothing: look now and then as well.
  const timer = setInterval(look, 250);
  context.subscriptions.push({ dispose: () => (watcher.close(), clearInterval(timer)) });
  write(path.join(folder, 'ready.json'), { version: vscode.version });
  look();
}

async function answer(requestFile) {
  const { source, args } = JSON.parse(fs.readFileSync(requestFile, 'utf8'));
  const responseFile = requestFile.replace('.request.json', '.response.json');
  try {
    const body = new Function('require', `return (${source});`)(require);
    write(responseFile, { value: await body(vscode, ...args) });
  } catch (error) {
    write(responseFile, { error: String(error?.stack ?? error) });
  }
}

/** Whole or not there at all: the reader must not see half a file. */
function write(file, value) {
  const ancestors = [];
  const text = JSON.stringify(value, function (_key, item) {
    if (typeof item !== 'object' || item === null) return item;
    while (ancestors.length && ancestors.at(-1) !== this) ancestors.pop();
    if (ancestors.includes(item)) return '[circular]';
    ancestors.push(item);
    return item instanceof Map ? Object.fromEntries(item) : item;
  });
  fs.writeFileSync(`${file}.part`, text);
  fs.renameSync(`${file}.part`, file);
}
