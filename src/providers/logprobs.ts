// Token log-probabilities in the two shapes that servers send: a list of tokens (chat), or parallel lists (legacy completions).
// Chat servers send the legacy shape and the other way round, so both are tried.
import type { TokenLogprob } from '../core/model';
import { isRecord, listAt, numberAt, recordAt, textAt, type JsonRecord } from './json';

/** Empty where there are none. Natural logarithms. */
export function readLogprobs(choice: JsonRecord): readonly TokenLogprob[] {
  const logprobs = recordAt(choice, 'logprobs');
  const content = listAt(logprobs, 'content');
  return content.length > 0 ? content.flatMap(fromContent) : fromLists(logprobs);
}

function fromContent(entry: unknown): TokenLogprob[] {
  const token = textAt(entry, 'token');
  const logprob = numberAt(entry, 'logprob');
  if (token === null || logprob === null) return [];
  const others = listAt(entry, 'top_logprobs').filter((other) => textAt(other, 'token') !== token);
  return [
    withMargin(
      token,
      logprob,
      others.map((other) => numberAt(other, 'logprob')),
    ),
  ];
}

function fromLists(logprobs: JsonRecord): TokenLogprob[] {
  const values = listAt(logprobs, 'token_logprobs');
  const top = listAt(logprobs, 'top_logprobs');
  return listAt(logprobs, 'tokens').flatMap((token, i) => {
    const logprob = values[i];
    if (typeof token !== 'string' || typeof logprob !== 'number') return [];
    const candidates = top[i];
    const others = isRecord(candidates) ? Object.entries(candidates).filter(([name]) => name !== token) : [];
    return [
      withMargin(
        token,
        logprob,
        others.map(([, value]) => (typeof value === 'number' ? value : null)),
      ),
    ];
  });
}

function withMargin(token: string, logprob: number, others: readonly (number | null)[]): TokenLogprob {
  const known = others.filter((value) => value !== null);
  return known.length > 0 ? { token, logprob, margin: logprob - Math.max(...known) } : { token, logprob };
}
