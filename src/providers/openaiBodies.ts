// The request bodies of OpenAI's chat and legacy completions and of Mistral's FIM, from a prompt. Pure.
import type { ChatMessage, ModelInfo, Prompt } from '../core/model';
import { thinkingTokens, type ReasoningEffort } from './capabilities';
import { cannot } from './modelErrors';

export interface WireRequest {
  /** Under the base URL. */
  readonly path: '/chat/completions' | '/completions' | '/fim/completions';
  readonly body: Readonly<Record<string, unknown>>;
}

export interface BodyOptions {
  readonly stream: boolean;
  readonly effort: ReasoningEffort | null;
}

export function openaiRequest(info: ModelInfo, prompt: Prompt, options: BodyOptions): WireRequest {
  if (prompt.kind === 'chat') return chat(info, prompt, options);
  if (prompt.kind === 'continue') {
    if (!info.capabilities.continuation) throw cannot(info, 'continue a text');
    return { path: '/completions', body: { ...sampling(info, prompt, options, false), prompt: prompt.text } };
  }
  if (!info.capabilities.infill) throw cannot(info, 'fill in between two texts');
  const { prefix, suffix } = prompt;
  return isMistral(info.origin)
    ? { path: '/fim/completions', body: { ...sampling(info, prompt, options, true), prompt: prefix, suffix } }
    : { path: '/completions', body: { ...sampling(info, prompt, options, false), prompt: prefix, suffix } };
}

function chat(info: ModelInfo, prompt: Prompt & { kind: 'chat' }, options: BodyOptions): WireRequest {
  if (!info.capabilities.chat) throw cannot(info, 'chat: it only continues text');
  const system = prompt.system === '' ? [] : [{ role: 'system', content: prompt.system }];
  const schema =
    prompt.schema === undefined || !info.capabilities.jsonSchema
      ? {}
      : {
          response_format: {
            type: 'json_schema',
            json_schema: { name: 'answer', strict: true, schema: prompt.schema },
          },
        };
  return {
    path: '/chat/completions',
    body: {
      ...sampling(info, prompt, options, true),
      messages: [...system, ...prompt.messages.flatMap(wireMessages)],
      ...tools(prompt),
      ...schema,
    },
  };
}

function tools({ tools: specs = [] }: Prompt & { kind: 'chat' }): Record<string, unknown> {
  if (specs.length === 0) return {};
  const made = specs.map(({ name, description, schema: parameters }) => ({
    type: 'function',
    function: { name, description, parameters },
  }));
  return { tools: made };
}

/** A tool's result is a message of its own here. */
function wireMessages({ role, content, toolCalls, toolResults }: ChatMessage): unknown[] {
  if (toolCalls !== undefined) {
    const made = toolCalls.map(({ id, name, input }) => ({
      id,
      type: 'function',
      function: { name, arguments: input },
    }));
    return [{ role, content: content === '' ? null : content, tool_calls: made }];
  }
  const results = (toolResults ?? []).map(({ id, text }) => ({ role: 'tool', tool_call_id: id, content: text }));
  return results.length > 0 && content === '' ? results : [...results, { role, content }];
}

function sampling(
  info: ModelInfo,
  prompt: Prompt,
  { stream, effort }: BodyOptions,
  chatShape: boolean,
): Record<string, unknown> {
  const thinking = thinkingTokens(effort);
  const thinks = thinking > 0;
  const openai = info.provider === 'openai' && chatShape;
  const wantsLogprobs = prompt.logProbabilities && info.capabilities.logProbabilities !== false;
  return {
    model: info.model,
    stream,
    // Mistral counts unasked and refuses fields that it does not know.
    ...(stream && !isMistral(info.origin) ? { stream_options: { include_usage: true } } : {}),
    ...(openai ? { max_completion_tokens: prompt.maxTokens + thinking } : { max_tokens: prompt.maxTokens }),
    ...(openai && effort !== null ? { reasoning_effort: effort } : {}),
    // A model that reasons refuses all three.
    ...(thinks
      ? {}
      : {
          temperature: prompt.temperature,
          ...(prompt.stop.length > 0 ? { stop: prompt.stop.slice(0, 4) } : {}),
          ...(wantsLogprobs ? (chatShape ? { logprobs: true, top_logprobs: 2 } : { logprobs: 2 }) : {}),
        }),
  };
}

function isMistral(origin: string): boolean {
  return new URL(origin).hostname.endsWith('.mistral.ai');
}
