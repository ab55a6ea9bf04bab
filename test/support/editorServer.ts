// code-server on a free loopback port with folders of its own. Knows nothing about pages or extensions' insides.
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface Place {
  readonly folder: string;
  readonly settings: Readonly<Record<string, unknown>>;
}

export interface Server {
  /** `http://127.0.0.1:<port>`, without a slash at the end. */
  readonly url: string;
  readonly userData: string;
  output(): string;
  stop(): Promise<void>;
}

const startLimitMs = 60_000;

/** Installs packages into the place's own extensions folder and writes its user settings. */
export async function installVsix(place: Place, files: readonly string[]): Promise<void> {
  await mkdir(join(userData(place), 'User'), { recursive: true });
  await writeFile(join(userData(place), 'User', 'settings.json'), JSON.stringify(place.settings, null, 2));
  await writeFile(join(place.folder, 'config.yaml'), 'auth: none\n');
  const child = run(
    place,
    files.flatMap((file) => ['--install-extension', file]),
    {},
  );
  const output = collect(child);
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  if (code !== 0 || /Failed Installing/i.test(output()))
    throw new Error(`Installing ${files.join(', ')} failed:\n${output()}`);
}

/** A language pack that translates nothing of the editor itself: enough for extensions to be asked for their texts. */
export async function makeLanguagePack(place: Place, language: string): Promise<void> {
  const file = join(place.folder, `vscode-${language}.json`);
  await writeFile(file, JSON.stringify({ version: '1.0.0', contents: {} }));
  const extension = { extensionIdentifier: { id: `weir-test.language-${language}` }, version: '1.0.0' };
  const pack = { hash: 'weir-test', extensions: [extension], translations: { vscode: file }, label: language };
  await writeFile(join(userData(place), 'languagepacks.json'), JSON.stringify({ [language]: pack }));
}

export async function startServer(
  place: Place,
  env: Readonly<Record<string, string>>,
  workspaceTrust = false,
  language?: string,
): Promise<Server> {
  const trust = workspaceTrust ? [] : ['--disable-workspace-trust'];
  const quiet = ['--disable-telemetry', '--disable-update-check', '--disable-proxy', ...trust];
  const flags = ['--auth', 'none', '--bind-addr', '127.0.0.1:0', '--disable-getting-started-override'];
  const locale = language === undefined ? [] : ['--locale', language];
  const child = run(place, [...flags, ...quiet, ...locale, '--ignore-last-opened'], env);
  const output = collect(child);
  const stop = (): Promise<void> => stopGroup(child);
  try {
    const url = await address(child, output);
    return { url, userData: userData(place), output, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

const userData = (place: Place): string => join(place.folder, 'user-data');

/** What still runs when this process ends without having disposed of it: nothing may stay behind. */
const alive = new Set<number>();
process.on('exit', () => alive.forEach((pid) => signal(pid, 'SIGKILL')));

function run(place: Place, args: readonly string[], env: Readonly<Record<string, string>>): ChildProcess {
  const entry = process.env['WEIR_CODE_SERVER'];
  if (!entry) throw new Error('WEIR_CODE_SERVER is not set: start the editor suite with "npm test".');
  const own = ['--config', join(place.folder, 'config.yaml'), '--user-data-dir', userData(place)];
  const child = spawn(
    process.execPath,
    [entry, ...own, '--extensions-dir', join(place.folder, 'extensions'), ...args],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
      // A group of its own: the server forks the extension host, and all of it must end together.
      detached: process.platform !== 'win32',
      env: { ...inherited(), ...env },
    },
  );
  const { pid } = child;
  if (pid !== undefined) {
    alive.add(pid);
    child.once('close', () => alive.delete(pid));
  }
  return child;
}

const notPassedOn = /^(VSCODE_|VITEST|NODE_OPTIONS$|NODE_ENV$|PORT$|PASSWORD$)|_API_KEY$/;

/** Without what would make this server talk to another one, or a test spend its developer's money. */
function inherited(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !notPassedOn.test(name)));
}

function collect(child: ChildProcess): () => string {
  let text = '';
  child.stdout?.setEncoding('utf8').on('data', (part: string) => (text += part));
  child.stderr?.setEncoding('utf8').on('data', (part: string) => (text += part));
  return () => text;
}

function address(child: ChildProcess, output: () => string): Promise<string> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`code-server did not start in time:\n${output()}`)), startLimitMs);
    child.stdout?.on('data', () => {
      const found = /listening on (http:\/\/127\.0\.0\.1:\d+)/.exec(output())?.[1];
      if (!found) return;
      clearTimeout(timer);
      resolve(found);
    });
    const fail = (error: Error): void => {
      clearTimeout(timer);
      reject(error);
    };
    child.once('close', () => fail(new Error(`code-server ended:\n${output()}`)));
    child.once('error', fail);
  });
}

async function stopGroup(child: ChildProcess): Promise<void> {
  if (child.pid === undefined) return;
  const closed = new Promise<void>((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve();
    else child.once('close', () => resolve());
  });
  signal(child.pid, 'SIGTERM');
  const timer = setTimeout(() => signal(child.pid, 'SIGKILL'), 3000);
  await closed;
  clearTimeout(timer);
  signal(child.pid, 'SIGKILL');
}

function signal(pid: number | undefined, name: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, name);
  } catch (error) {
    // ESRCH: it has ended already, which is what was wanted.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}
