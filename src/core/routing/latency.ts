// Running seconds for each model, so that routing, escalation and the status bar speak of this machine and not of a table.

/** What is assumed of a tier until it has answered: seconds to a whole answer. */
export interface LatencyPrior {
  readonly explicit: number;
  readonly completion: number;
}

export const fastPrior: LatencyPrior = { explicit: 1.5, completion: 0.4 };
export const strongPrior: LatencyPrior = { explicit: 4, completion: 1.2 };

const kept = 50;

export interface Latencies {
  add(model: string, completion: boolean, seconds: number): void;
  /** Median of the last answers, or the prior where there are fewer than three. */
  median(model: string, completion: boolean, prior: LatencyPrior): number;
}

export function createLatencies(): Latencies {
  const samples = new Map<string, number[]>();
  const key = (model: string, completion: boolean): string => `${completion ? 'c' : 'e'} ${model}`;
  return {
    add(model, completion, seconds) {
      const list = samples.get(key(model, completion)) ?? [];
      list.push(seconds);
      if (list.length > kept) list.shift();
      samples.set(key(model, completion), list);
    },
    median(model, completion, prior) {
      const list = samples.get(key(model, completion)) ?? [];
      if (list.length < 3) return completion ? prior.completion : prior.explicit;
      const sorted = [...list].sort((a, b) => a - b);
      return sorted[Math.floor(sorted.length / 2)] ?? prior.explicit;
    },
  };
}
