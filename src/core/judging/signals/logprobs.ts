// Signals from token log-probabilities. Quantiles beat means, and the first 50 tokens say most (ICLR 2024, language model cascades).
import type { TokenLogprob } from '../../model';
import type { Signals } from '../../task';

const considered = 50;

/** `logprob.*` in natural-log units; empty where the provider gives none. Margin and entropy only where it names runners-up. */
export function logprobSignals(tokens: readonly TokenLogprob[] | null): Signals {
  if (tokens === null || tokens.length === 0) return {};
  const head = tokens.slice(0, considered);
  const values = head.map((token) => token.logprob).sort((a, b) => a - b);
  const quantile = (q: number): number => values[Math.floor(q * (values.length - 1))] ?? 0;
  const sum = values.reduce((total, value) => total + value, 0);
  const signals: Record<string, number> = {
    'logprob.mean': sum / values.length,
    'logprob.min': values[0] ?? 0,
    'logprob.q05': quantile(0.05),
    'logprob.q10': quantile(0.1),
    'logprob.q25': quantile(0.25),
    'logprob.first': head[0]?.logprob ?? 0,
    // Of the whole text: what a long answer of likely tokens and a short one of unlikely tokens have in common.
    'logprob.sum': sum,
    // The same as distance from certainty: from -1 to -2 much is lost, from -20 to -40 nothing more.
    'logprob.doubt': Math.log1p(Math.max(0, -sum)),
  };
  const margins = head.flatMap((token) => (token.margin === undefined ? [] : [token.margin]));
  if (margins.length === head.length) {
    signals['logprob.margin'] = margins.reduce((sum, margin) => sum + margin, 0) / margins.length;
  }
  const telling = head.flatMap(({ token, logprob, margin }) =>
    margin === undefined || !nameOrLiteral.test(token) ? [] : [entropy(logprob, margin)],
  );
  if (telling.length > 0) signals['logprob.entropy'] = telling.reduce((sum, each) => sum + each, 0) / telling.length;
  return signals;
}

/** Where a model chooses what the code means; brackets and commas follow from that. */
const nameOrLiteral = /[\w$"'`]/;

/** Of the token, its runner-up and all others taken as one, in nats: no provider tells more, and it is never more than the whole. */
function entropy(logprob: number, margin: number): number {
  const first = Math.exp(Math.min(0, logprob));
  const second = Math.min(1 - first, Math.exp(logprob - margin));
  return [first, second, 1 - first - second].reduce((sum, p) => (p > 1e-12 ? sum - p * Math.log(p) : sum), 0);
}
