// Tokens one after the other, with the natural logarithm of their probability where it was asked for.
import type { Prompt } from '../core/model';
import { healingToken, textOfToken } from './healing';
import type { Llama, LlamaModel, LlamaPackage, LlamaSequence, Token } from './llamaTypes';

export interface GeneratedToken {
  readonly token: Token;
  readonly logprob: number | null;
}

/**
 * Endless but for the model's end token: the caller breaks. `start` is the prompt's last token, not yet evaluated.
 * The first tokens are those of `blanks`, with which the text must begin.
 */
export async function* generateTokens(
  library: LlamaPackage,
  llama: Llama,
  model: LlamaModel,
  sequence: LlamaSequence,
  start: readonly Token[],
  blanks: string,
  prompt: Prompt,
): AsyncGenerator<GeneratedToken, void> {
  let from = start;
  for (let left = blanks; left !== '';) {
    const last = from[0];
    if (last === undefined) return;
    const next = await healBlanks(model, sequence, last, left);
    for (const { token, logprob } of next.tokens) yield { token, logprob: prompt.logProbabilities ? logprob : null };
    from = next.tokens.slice(-1).map(({ token }) => token);
    left = next.left;
  }
  yield* freeTokens(library, llama, model, sequence, from, prompt);
}

interface Healed {
  readonly tokens: readonly { readonly token: Token; readonly logprob: number }[];
  readonly left: string;
}

/** The next token of the blanks; where the model has none that fits, all of them as they stand. */
async function healBlanks(model: LlamaModel, sequence: LlamaSequence, last: Token, blanks: string): Promise<Healed> {
  const generateNext = { token: true, probabilities: true, options: { temperature: 1 } } as const;
  const [output] = await sequence.controlledEvaluate([[last, { generateNext }]]);
  const healed = healingToken(blanks, output?.next.probabilities ?? new Map(), textOfToken(model, [last]));
  if (healed !== null) return { tokens: [healed], left: healed.left };
  const tokens = model.tokenize(blanks);
  if (tokens.length > 1) await sequence.evaluateWithoutGeneratingNewTokens(tokens.slice(0, -1));
  return { tokens: tokens.map((token) => ({ token, logprob: 0 })), left: '' };
}

async function* freeTokens(
  library: LlamaPackage,
  llama: Llama,
  model: LlamaModel,
  sequence: LlamaSequence,
  start: readonly Token[],
  prompt: Prompt,
): AsyncGenerator<GeneratedToken, void> {
  const schema = prompt.kind === 'chat' ? prompt.schema : undefined;
  if (schema === undefined && prompt.temperature <= 0) {
    yield* greedyTokens(model, sequence, start, prompt.logProbabilities);
    return;
  }
  const grammar = schema === undefined ? null : await llama.createGrammarForJsonSchema(schema);
  const state = grammar && new library.LlamaGrammarEvaluationState({ model, grammar });
  const sampled = sequence.evaluateWithMetadata(
    [...start],
    { confidence: prompt.logProbabilities },
    {
      temperature: prompt.temperature,
      // The library's own seed is the second, so two resamples in one second would be the same.
      seed: Math.floor(Math.random() * 2 ** 31),
      ...(state ? { grammarEvaluationState: state } : {}),
    },
  );
  for await (const { token, confidence } of sampled) {
    yield { token, logprob: confidence === undefined ? null : Math.log(confidence) };
  }
}

/**
 * The most likely token each time. Its probability is 1 / Σ exp(logit − max), which costs one pass over the vocabulary;
 * the library's `confidence` sorts the whole vocabulary, which halves the speed of a model with 262,000 tokens.
 */
async function* greedyTokens(
  model: LlamaModel,
  sequence: LlamaSequence,
  start: readonly Token[],
  logProbabilities: boolean,
): AsyncGenerator<GeneratedToken, void> {
  const generateNext = { token: true, totalLogitWeight: logProbabilities, options: { temperature: 0 } } as const;
  let last = start[0];
  while (last !== undefined) {
    const [output] = await sequence.controlledEvaluate([[last, { generateNext }]]);
    const token = output?.next.token;
    if (token === undefined || token === null) return;
    const weight = output?.next.totalLogitWeight;
    // -0 would print as "-0".
    yield { token, logprob: weight === undefined ? null : 0 - Math.log(weight) };
    if (model.isEogToken(token)) return;
    last = token;
  }
}
