// Measures the embedded models beside bare node-llama-cpp in the same run, with the same number of threads.
// Rows for the benchmark's table; the machine's other load moves both sides, so they take turns.
import { pathToFileURL } from 'node:url';
import { join } from 'node:path';
import type { Prompt } from '../src/core/model';
import { isCancelled } from '../src/core/modelError';
import { LARGEST_CONTEXT } from '../src/local/contextLimit';
import type { LlamaPackage, LlamaSequence, LlamaModel } from '../src/local/llamaTypes';
import { threadsFor } from '../src/local/loadModel';
import { ask, createEmbeddedModels, embeddedFiles } from './embedded';

export interface SpeedRow {
  readonly what: string;
  readonly weir: number;
  /** Bare node-llama-cpp, where it has such a number. */
  readonly bare: number | null;
  readonly unit: string;
}

const TOKENS = 48;
const ROUNDS = 5;
const START = 'def fibonacci(n):\n    """Return the n-th Fibonacci number."""\n';

export async function measureEmbedded(toolsFolder: string): Promise<SpeedRow[]> {
  const files = embeddedFiles(toolsFolder);
  if ('missing' in files) throw new Error(files.missing);
  const models = await createEmbeddedModels({ toolsFolder });
  try {
    const rows: SpeedRow[] = [];
    for (const tier of ['fast', 'strong'] as const) {
      const bare = await Bare.load(files.engineFolder, files[tier]);
      const model = models[tier];
      await ask(model, prompt(START, 1));
      const plain: number[] = [];
      const weir: number[] = [];
      const theirs: number[] = [];
      for (let round = 0; round < ROUNDS; round++) {
        theirs.push(await bare.tokensPerSecond(START));
        weir.push(rate(await ask(model, prompt(START, TOKENS))));
        plain.push(rateOf(await timed(() => ask(model, { ...prompt(START, TOKENS), logProbabilities: false }))));
      }
      const name = model.info.model;
      rows.push({
        what: `${name}: with log-probabilities`,
        weir: median(weir),
        bare: median(theirs),
        unit: 'tokens/s',
      });
      rows.push({ what: `${name}: without`, weir: median(plain), bare: median(theirs), unit: 'tokens/s' });
    }
    const long = Array.from({ length: 90 }, (_, index) => `x${index} = f(${index})\n`).join('');
    const first = await ask(models.fast, prompt(`${long}y = `, 1));
    const second = await ask(models.fast, prompt(`${long}y = x`, 1));
    rows.push({ what: 'first request, 1,000 tokens', weir: first.firstMs, bare: null, unit: 'ms' });
    rows.push({ what: 'second request at the same place', weir: second.firstMs, bare: null, unit: 'ms' });
    for (const [what, text] of [
      ['between tokens', START],
      ['while reading', 'some text '.repeat(900)],
    ] as const) {
      const abort = new AbortController();
      setTimeout(() => abort.abort(), 400);
      let aborted = 0;
      abort.signal.addEventListener('abort', () => (aborted = performance.now()));
      await ask(models.fast, prompt(text, 4000), abort.signal).catch((error: unknown) => {
        if (!isCancelled(error)) throw error;
      });
      const ended = performance.now() - aborted;
      await ask(models.fast, prompt('1', 1));
      rows.push({ what: `cancelled ${what}: stream ended`, weir: ended, bare: null, unit: 'ms' });
      rows.push({ what: `cancelled ${what}: next answer`, weir: performance.now() - aborted, bare: null, unit: 'ms' });
    }
    return rows;
  } finally {
    await models.dispose();
  }
}

/** The library as its own documentation uses it: tokens without probabilities. */
class Bare {
  private constructor(
    private readonly model: LlamaModel,
    private readonly sequence: LlamaSequence & { evaluate(tokens: number[], options: object): AsyncIterable<number> },
  ) {}

  static async load(engineFolder: string, modelPath: string): Promise<Bare> {
    const library: LlamaPackage = await import(pathToFileURL(join(engineFolder, 'dist', 'index.js')).href);
    const llama = await library.getLlama({ build: 'never', gpu: false, progressLogs: false, logger: () => undefined });
    const threads = threadsFor(llama.cpuMathCores);
    llama.maxThreads = threads;
    const model = await llama.loadModel({ modelPath });
    const context = await model.createContext({ contextSize: { max: LARGEST_CONTEXT }, threads, swaFullCache: true });
    const sequence = context.getSequence();
    if (!hasEvaluate(sequence)) throw new Error('This version of node-llama-cpp has no evaluate().');
    return new Bare(model, sequence);
  }

  async tokensPerSecond(text: string): Promise<number> {
    const { bos, shouldPrependBosToken } = this.model.tokens;
    const tokens = [...(shouldPrependBosToken && bos !== null ? [bos] : []), ...this.model.tokenize(text)];
    await this.sequence.adaptStateToTokens(tokens.slice(0, -1), false);
    const missing = tokens.slice(this.sequence.nextTokenIndex, -1);
    if (missing.length > 0) await this.sequence.evaluateWithoutGeneratingNewTokens(missing);
    const made: number[] = [];
    let start = 0;
    for await (const token of this.sequence.evaluate(tokens.slice(-1), { temperature: 0 })) {
      if (made.length === 0) start = performance.now();
      made.push(token);
      this.model.detokenize([token]);
      if (made.length === TOKENS) break;
    }
    return ((made.length - 1) / (performance.now() - start)) * 1000;
  }
}

function hasEvaluate(
  sequence: LlamaSequence,
): sequence is LlamaSequence & { evaluate(tokens: number[], options: object): AsyncIterable<number> } {
  return 'evaluate' in sequence && typeof sequence.evaluate === 'function';
}

const prompt = (text: string, maxTokens: number): Prompt => ({
  ...{ kind: 'continue', text, specialTokens: false, maxTokens },
  ...{ temperature: 0, stop: [], logProbabilities: true },
});

/** From the first token to the last, as for the bare library. */
function rate(answer: { tokens: readonly unknown[]; firstMs: number; totalMs: number }): number {
  return ((answer.tokens.length - 1) / (answer.totalMs - answer.firstMs)) * 1000;
}

function rateOf(ms: number): number {
  return ((TOKENS - 1) / ms) * 1000;
}

async function timed(action: () => Promise<{ firstMs: number; totalMs: number }>): Promise<number> {
  const { firstMs, totalMs } = await action();
  return totalMs - firstMs;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}
