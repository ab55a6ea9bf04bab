// The real engine and models of the tools folder, where `npm test` has put them; else the tests that need them skip.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { bundleChild, defaultToolsFolder } from '../../../../eval/embedded';
import { fimFamilyOf } from '../../../../src/core/prompts/fimFamily';
import type { Model, Prompt } from '../../../../src/core/model';
import { EmbeddedEngine } from '../../../../src/local/embeddedEngine';
import { embeddedModel } from '../../../../src/local/embeddedModel';

const tools = defaultToolsFolder();
const engineFolder = join(tools, 'engine-3.22.1', 'node_modules', 'node-llama-cpp');
/** The instruct model and the base model that come as Python packages: the same ones on every machine. */
export const instructFile = join(tools, 'models', 'smollm2-135m-instruct-q4_1.gguf');
export const baseFile = join(tools, 'models', 'gemma-3-270m-q4_k_m.gguf');

const absent = [engineFolder, instructFile, baseFile].filter((path) => !existsSync(path));
export const skipReason = absent.length === 0 ? null : `skipped: ${absent.join(' and ')} not there`;
/** For a test's title. */
export const where = skipReason ?? 'real';

export interface RealModels {
  readonly engine: EmbeddedEngine;
  readonly instruct: Model;
  readonly base: Model;
  dispose(): Promise<void>;
}

export async function realModels(): Promise<RealModels> {
  const { childScript, remove } = await bundleChild();
  const engine = new EmbeddedEngine({ childScript, engineFolder, gpu: false });
  const common = { fimFamilyOf, redactBody: (body: string) => body };
  return {
    engine,
    instruct: await embeddedModel(engine, { path: instructFile, ...common }),
    base: await embeddedModel(engine, { path: baseFile, ...common }),
    dispose: async () => {
      engine.dispose();
      await remove();
    },
  };
}

const sampling = { maxTokens: 24, temperature: 0, stop: [], logProbabilities: true };

export function chat(content: string, more: Partial<Prompt & { kind: 'chat' }> = {}): Prompt {
  return { ...sampling, kind: 'chat', system: '', messages: [{ role: 'user', content }], ...more };
}

export function continuation(text: string, more: Partial<Prompt & { kind: 'continue' }> = {}): Prompt {
  return { ...sampling, kind: 'continue', text, specialTokens: false, ...more };
}
