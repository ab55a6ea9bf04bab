// Tokens of a whole prompt, by estimate.
import { estimateTokens } from '../context/estimateTokens';
import type { Prompt } from '../model';

export function promptTokens(prompt: Prompt): number {
  if (prompt.kind === 'continue') return estimateTokens(prompt.text);
  if (prompt.kind === 'infill') return estimateTokens(prompt.prefix) + estimateTokens(prompt.suffix);
  return estimateTokens(prompt.system) + prompt.messages.reduce((sum, m) => sum + estimateTokens(m.content), 0);
}
