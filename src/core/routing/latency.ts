// Running seconds for each model and size of prompt, so that routing, escalation and the status bar speak of this machine and not
// of a table.

/** What is assumed of a tier until it has answered: seconds to a whole answer. */
export interface LatencyPrior {
  readonly explicit: number;
  readonly completion: number;
}

export const fastPrior: LatencyPrior = { explicit: 1.5, completion: 0.4 };
export const strongPrior: LatencyPrior = { explicit: 4, completion: 1.2 };

/** Prompt tokens at which another size begins: reading a prompt takes its time, above all on the user's own processor. */
const sizes = [500, 2_000, 8_000];
/** Answers of one model and size that count, the last ones; fewer than three of a size say less than those of all sizes do. */
const kept = 50;
const fewest = 3;
/** The slow one in ten takes twice as long as the ordinary one, until answers say how much longer it is. */
const slowness = 2;

export interface Latencies {
  add(model: string, completion: boolean, seconds: number, promptTokens?: number): void;
  /** Median of the last answers, to prompts of about that size where there are such; the prior where there are fewer than three. */
  median(model: string, completion: boolean, prior: LatencyPrior, promptTokens?: number): number;
  /** What nine in ten of them stay below. */
  p90(model: string, completion: boolean, prior: LatencyPrior, promptTokens?: number): number;
}

export function createLatencies(): Latencies {
  const samples = new Map<string, number[]>();
  const key = (model: string, completion: boolean, size: number | 'all'): string =>
    `${completion ? 'c' : 'e'} ${size} ${model}`;
  const quantile = (model: string, completion: boolean, tokens: number | undefined, q: number): number | null => {
    const ofSize = tokens === undefined ? [] : (samples.get(key(model, completion, sizeOf(tokens))) ?? []);
    const list = ofSize.length >= fewest ? ofSize : (samples.get(key(model, completion, 'all')) ?? []);
    if (list.length < fewest) return null;
    const sorted = [...list].sort((a, b) => a - b);
    return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? null;
  };
  const usual = (completion: boolean, prior: LatencyPrior): number => (completion ? prior.completion : prior.explicit);
  return {
    add(model, completion, seconds, promptTokens) {
      for (const size of promptTokens === undefined ? (['all'] as const) : (['all', sizeOf(promptTokens)] as const)) {
        const list = samples.get(key(model, completion, size)) ?? [];
        list.push(seconds);
        if (list.length > kept) list.shift();
        samples.set(key(model, completion, size), list);
      }
    },
    median: (model, completion, prior, promptTokens) =>
      quantile(model, completion, promptTokens, 0.5) ?? usual(completion, prior),
    p90: (model, completion, prior, promptTokens) =>
      quantile(model, completion, promptTokens, 0.9) ?? slowness * usual(completion, prior),
  };
}

const sizeOf = (tokens: number): number => sizes.filter((from) => tokens >= from).length;
