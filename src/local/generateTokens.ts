// Tokens one after the other, with the natural logarithm of their probability where it was asked for.
import type { Prompt } from '../core/model';
import type { Llama, LlamaModel, LlamaPackage, LlamaSequence, Token } from './llamaTypes';

export interface GeneratedToken {
  readonly token: Token;
  readonly logprob: number | null;
}

/** Endless but for the model's end token: the caller breaks. `start` is the prompt's last token, not yet evaluated. */
export async function* generateTokens(
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
