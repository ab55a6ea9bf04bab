// Loads the engine and one model file. Runs in the child process only.
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { LARGEST_CONTEXT } from './contextLimit';
import { LoadedModel } from './loadedModel';
import type { Llama, LlamaModel, LlamaPackage } from './llamaTypes';
import { describeFault } from './requestQueue';
import { LocalFault } from './protocol';

const MOST_THREADS = 8;

export interface LoadOptions {
  /** The folder of the package `node-llama-cpp`. */
  readonly engineFolder: string;
  readonly modelPath: string;
  readonly gpu: 'auto' | false;
}

/** @throws {LocalFault} */
export async function loadModel(options: LoadOptions): Promise<{ model: LoadedModel; llama: Llama; threads: number }> {
  let lastWords = '';
  const log = (level: string, message: string): void => {
    if (level === 'error' || level === 'fatal') lastWords = message.trim();
  };
  const library = await importEngine(options.engineFolder);
  try {
    const llama = await library.getLlama({ build: 'never', gpu: options.gpu, progressLogs: false, logger: log });
    const threads = threadsFor(llama.cpuMathCores);
    llama.maxThreads = threads;
    const model = await readFile(llama, options.modelPath, () => lastWords);
    const contextSize = { max: Math.min(model.trainContextSize, LARGEST_CONTEXT) };
    // The full cache lets models with a sliding window reuse any common beginning of two prompts.
    const context = await model.createContext({ contextSize, threads, swaFullCache: true });
    return { model: new LoadedModel(library, llama, model, context), llama, threads };
  } catch (error) {
    if (error instanceof LocalFault) throw error;
    const { fault, detail } = describeFault(error);
    throw new LocalFault(fault, `${detail} ${lastWords}`.trim());
  }
}

async function readFile(llama: Llama, modelPath: string, lastWords: () => string): Promise<LlamaModel> {
  try {
    return await llama.loadModel({ modelPath });
  } catch (error) {
    const { fault, detail } = describeFault(error);
    throw new LocalFault(fault === 'memory' ? 'memory' : 'file', `${detail} ${lastWords()}`.trim());
  }
}

/**
 * Half of the cores: both tiers may run at once, each in a process of its own, and the engine's threads wait for each
 * other by spinning. More threads than free cores cost a hundredfold (measured: 80 tokens a second fell below one).
 */
export function threadsFor(mathCores: number): number {
  return Math.max(1, Math.min(MOST_THREADS, Math.floor(Math.min(mathCores, availableParallelism()) / 2)));
}

async function importEngine(folder: string): Promise<LlamaPackage> {
  try {
    const library: LlamaPackage = await import(pathToFileURL(join(folder, 'dist', 'index.js')).href);
    return library;
  } catch (error) {
    throw new LocalFault('engine', error instanceof Error ? error.message : String(error));
  }
}
