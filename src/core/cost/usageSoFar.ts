// The usage of a call that nobody told us the usage of: stopped early, cancelled, failed, or refused.
import { estimateTokens } from '../context/estimateTokens';
import type { Prompt, Usage } from '../model';
import { ModelError } from '../modelError';
import { promptTokens } from '../prompts/promptTokens';

/**
 * What was sent and what came is known, and an estimate beats a zero. Only a call that the server refused by its status, before any
 * text, counts nothing: nobody charges for a wrong key or a full queue. Where the line broke, the server may have read it all.
 * What the model has thought by then is left out, though it is paid as output: the stream says nothing of it, and any number between
 * none and `thinkingTokens` would be a guess. So this is a lower bound for a model that thinks, and not `exact`.
 */
export function usageSoFar(prompt: Prompt, text: string, error: unknown): Usage {
  const refused = error instanceof ModelError && error.status !== undefined && text === '';
  const [input, output] = refused ? [0, 0] : [promptTokens(prompt), estimateTokens(text)];
  return { input, cachedRead: 0, cacheWrite: 0, output, exact: false };
}
