// The two models of the tools folder as Model ports, for the evaluation and the tests. Never shipped.
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { FimFamily, Model, Prompt, TokenLogprob } from '../src/core/model';
import catalogue from '../src/local/catalogue.json';
import { EmbeddedEngine } from '../src/local/embeddedEngine';
import { embeddedModel } from '../src/local/embeddedModel';
import fallback from '../scripts/fallbackModels.json';

export interface EmbeddedModels {
  readonly fast: Model;
  readonly strong: Model;
  dispose(): Promise<void>;
}

const ENGINE = 'engine-3.22.1';

/** `weir-dev` in the user's cache folder, or where `WEIR_TOOLS` says. */
export function defaultToolsFolder(): string {
  const moved = process.env['WEIR_TOOLS'];
  if (moved) return moved;
  if (process.platform === 'win32') return join(process.env['LOCALAPPDATA'] ?? homedir(), 'weir-dev');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'weir-dev');
  return join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'weir-dev');
}

/** Paths inside the tools folder, or null with the reason in `missing` where something is not there yet. */
export function embeddedFiles(
  toolsFolder: string,
): { engineFolder: string; fast: string; strong: string } | { missing: string } {
  const engineFolder = join(toolsFolder, ENGINE, 'node_modules', 'node-llama-cpp');
  if (!existsSync(engineFolder)) return { missing: `There is no engine in ${engineFolder}.` };
  for (const set of [catalogue, fallback]) {
    const fast = set.find((row) => row.tier === 'fast');
    const strong = set.find((row) => row.tier === 'strong');
    if (!fast || !strong) continue;
    const files = { fast: join(toolsFolder, 'models', fast.file), strong: join(toolsFolder, 'models', strong.file) };
    if (existsSync(files.fast) && existsSync(files.strong)) return { engineFolder, ...files };
  }
  return { missing: `There are no models in ${join(toolsFolder, 'models')}.` };
}

export async function createEmbeddedModels(options: {
  readonly toolsFolder: string;
  readonly fimFamilyOf?: (name: string) => FimFamily | null;
}): Promise<EmbeddedModels> {
  const files = embeddedFiles(options.toolsFolder);
  if ('missing' in files) throw new Error(files.missing);
  const { childScript, remove } = await bundleChild();
  const engine = new EmbeddedEngine({ childScript, engineFolder: files.engineFolder, gpu: false });
  const common = { fimFamilyOf: options.fimFamilyOf ?? (() => null), redactBody: (body: string) => body };
  return {
    fast: await embeddedModel(engine, { path: files.fast, ...common }),
    strong: await embeddedModel(engine, { path: files.strong, ...common }),
    dispose: async () => {
      engine.dispose();
      await remove();
    },
  };
}

/** The child program, built on the spot: the evaluation runs from sources. */
export async function bundleChild(): Promise<{ childScript: string; remove: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'weir-child-'));
  const childScript = join(folder, 'localChild.mjs');
  const entry = resolve(repositoryRoot(), 'src/local/child.ts');
  await build({
    entryPoints: [entry],
    outfile: childScript,
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'error',
  });
  return { childScript, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** The nearest folder above this program, or above the working folder, that holds the child's source. */
function repositoryRoot(): string {
  for (const start of [dirname(fileURLToPath(import.meta.url)), process.cwd()]) {
    for (let folder = start; folder !== dirname(folder); folder = dirname(folder)) {
      if (existsSync(join(folder, 'src/local/child.ts'))) return folder;
    }
  }
  throw new Error('The sources of Weir are not above this program or the working folder.');
}

export interface Answer {
  readonly text: string;
  readonly tokens: readonly TokenLogprob[];
  readonly firstMs: number;
  readonly totalMs: number;
}

export async function ask(model: Model, prompt: Prompt, signal = new AbortController().signal): Promise<Answer> {
  const start = performance.now();
  let firstMs = NaN;
  let text = '';
  const tokens: TokenLogprob[] = [];
  for await (const event of model.stream(prompt, signal)) {
    if (event.type !== 'text') continue;
    if (text === '') firstMs = performance.now() - start;
    text += event.text;
    tokens.push(...(event.tokens ?? []));
  }
  return { text, tokens, firstMs, totalMs: performance.now() - start };
}
