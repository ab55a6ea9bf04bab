// Starts a real VS Code (code-server and a headless Chromium) with given packages, and gives tests a handle on it.
// Erasable TypeScript only: scripts/check.mjs runs it without a build.
import { cp, mkdtemp, mkdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { openBrowser } from './editorBrowser';
import { EditorPage } from './editorPage';
import { Probe } from './editorProbe';
import { quietSettings, restricted } from './editorSettings';
import { installVsix, makeLanguagePack, startServer, type Server } from './editorServer';
import { packFolder } from './packFolder';

export interface EditorOptions {
  /** Packages to install, in order. A folder with a package.json is packed first. */
  readonly vsix: readonly string[];
  /** A folder; the editor opens a copy of it. */
  readonly workspace: string;
  /** User settings, on top of `quietSettings`. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** More environment for the extension host. */
  readonly env?: Readonly<Record<string, string>>;
  readonly theme?: Theme;
  /** Opens the workspace as one that nobody trusts yet, without asking. */
  readonly untrusted?: boolean;
  /** Language of the user interface, for which a language pack is made; English where it is absent. */
  readonly language?: 'de';
}

export type Theme = 'light' | 'dark';

export interface Editor {
  /** What a user sees and does. */
  readonly page: EditorPage;
  /** Runs functions inside the extension host. */
  readonly probe: Probe;
  /** The copy of the workspace that is open. */
  readonly workspace: string;
  /** Weir's data: `<userData>/User/globalStorage/weir.weir` and so on. */
  readonly userData: string;
  /** What the server printed so far. */
  serverOutput(): string;
  /** Ends the browser and the server and removes all that this editor wrote. Safe to call twice. */
  dispose(): Promise<void>;
}

/** Resolves once the workbench is drawn and the extension host answers. Needs WEIR_CODE_SERVER and WEIR_CHROMIUM. */
export async function launchEditor(options: EditorOptions): Promise<Editor> {
  const folder = await mkdtemp(join(tmpdir(), 'weir-editor-'));
  const undo: (() => Promise<void>)[] = [() => rm(folder, { recursive: true, force: true, maxRetries: 5 })];
  const dispose = async (): Promise<void> => {
    for (let step = undo.pop(); step; step = undo.pop()) await step();
  };
  try {
    const workspace = join(folder, basename(options.workspace));
    const probeFolder = join(folder, 'probe');
    await mkdir(probeFolder);
    await cp(options.workspace, workspace, { recursive: true });
    const server = await prepareServer(folder, probeFolder, options);
    undo.push(() => server.stop());
    const browser = await openBrowser(`${server.url}/?folder=${encodeURIComponent(workspace)}`);
    undo.push(() => browser.close());
    const probe = new Probe(probeFolder);
    await probe.ready(180_000).catch((error: unknown) => {
      throw new Error(`The extension host did not start.\n${server.output()}`, { cause: error });
    });
    const page = new EditorPage(browser.page, probe);
    await page.ready();
    return { page, probe, workspace, userData: server.userData, serverOutput: () => server.output(), dispose };
  } catch (error) {
    await dispose();
    throw error;
  }
}

async function prepareServer(folder: string, probeFolder: string, options: EditorOptions): Promise<Server> {
  const packages = [join(import.meta.dirname, 'probe'), ...options.vsix];
  const files: string[] = [];
  for (const path of packages) files.push(path.endsWith('.vsix') ? path : await packFolder(path, folder));
  const trust = options.untrusted === true ? restricted : {};
  const place = { folder, settings: { ...quietSettings(options.theme ?? 'dark'), ...trust, ...options.settings } };
  await installVsix(place, files);
  if (options.language !== undefined) await makeLanguagePack(place, options.language);
  const env = { ...options.env, WEIR_PROBE: probeFolder };
  return startServer(place, env, options.untrusted === true, options.language);
}
