// Tokens of a whole prompt, by estimate.
import { estimateTokens } from '../context/estimateTokens';
import type { ChatMessage, Prompt } from '../model';

export function promptTokens(prompt: Prompt): number {
  if (prompt.kind === 'continue') return estimateTokens(prompt.text);
  if (prompt.kind === 'infill') return estimateTokens(prompt.prefix) + estimateTokens(prompt.suffix);
  const tools = prompt.tools === undefined ? 0 : estimateTokens(JSON.stringify(prompt.tools));
  return estimateTokens(prompt.system) + tools + prompt.messages.reduce((sum, one) => sum + messageTokens(one), 0);
}

function messageTokens({ content, toolCalls = [], toolResults = [] }: ChatMessage): number {
  const called = toolCalls.map(({ name, input }) => `${name}${input}`);
  const results = toolResults.map(({ text }) => text);
  return [content, ...called, ...results].reduce((sum, text) => sum + estimateTokens(text), 0);
}
