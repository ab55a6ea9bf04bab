// Reads OpenAI's chat and legacy completion answers, and the many that imitate them: missing usage, no `[DONE]`, a null finish
// reason, empty choices, content in parts. Complete means: a finish reason, or `[DONE]`.
import type { FinishReason, Usage } from '../core/model';
import { ModelError } from '../core/modelError';
import { isRecord, listAt, numberAt, parseJson, recordAt, textAt, type JsonRecord } from './json';
import { readLogprobs } from './logprobs';
import { badResponse, truncated } from './modelErrors';
import { payloadError } from './statusErrors';
import { ToolCalls } from './toolCalls';
import type { Where } from './where';
import type { Answer, Piece, Progress, WireReader } from './wireReader';

const finishReasons: Readonly<Record<string, FinishReason>> = {
  length: 'length',
  max_tokens: 'length',
  model_length: 'length',
  content_filter: 'filtered',
  safety: 'filtered',
  refusal: 'refused',
};

export class OpenaiReader implements WireReader {
  progress: Progress = 'open';
  private reason: FinishReason = 'stop';
  private usage: Usage | null = null;
  private model: string | null = null;
  private fingerprint: string | undefined;
  private readonly calls = new ToolCalls();

  constructor(private readonly where: Where) {}

  event(name: string, data: string, pieces: Piece[]): boolean {
    const trimmed = data.trim();
    if (trimmed === '') return false;
    if (trimmed === '[DONE]') {
      this.progress = 'done';
      return true;
    }
    const value = parseJson(trimmed);
    if (value === undefined) {
      // Some servers put one line break where two belong: then each line is an event.
      const lines = trimmed.split('\n');
      if (lines.length < 2) throw badResponse(this.where, 'sent an event that is not JSON');
      return lines.map((line) => this.event(name, line, pieces)).some(Boolean);
    }
    if (name === 'error' || (isRecord(value) && value['error'] != null)) throw payloadError(value, this.where);
    return this.chunk(value, pieces);
  }

  whole(value: unknown, pieces: Piece[]): void {
    if (isRecord(value) && value['error'] != null) throw payloadError(value, this.where);
    if (!isRecord(firstChoice(value))) throw badResponse(this.where, 'sent an answer without choices');
    this.chunk(value, pieces);
    this.progress = 'done';
  }

  answer(): Answer {
    const { reason, usage, model, fingerprint } = this;
    return { reason, usage, responseModel: model, fingerprint, toolCalls: this.calls.all() };
  }

  private chunk(value: unknown, pieces: Piece[]): boolean {
    if (!isRecord(value)) throw badResponse(this.where, 'sent an event that is no object');
    this.model = textAt(value, 'model') ?? this.model;
    this.fingerprint = textAt(value, 'system_fingerprint') ?? this.fingerprint;
    if (isRecord(value['usage'])) this.usage = readUsage(value['usage']) ?? this.usage;
    const choice = firstChoice(value);
    if (choice === null) return isRecord(value['usage']);
    const message = isRecord(choice['delta']) ? choice['delta'] : recordAt(choice, 'message');
    const refusal = textAt(message, 'refusal') ?? '';
    const text = contentOf(message['content']) || (textAt(choice, 'text') ?? '') || refusal;
    for (const [at, call] of listAt(message, 'tool_calls').entries()) {
      const made = recordAt(call, 'function');
      this.calls.push(numberAt(call, 'index') ?? at, {
        id: textAt(call, 'id'),
        name: textAt(made, 'name'),
        input: textAt(made, 'arguments'),
      });
    }
    const tokens = readLogprobs(choice);
    if (text !== '') pieces.push(tokens.length > 0 ? { text, tokens } : { text });
    this.finish(textAt(choice, 'finish_reason') ?? '', refusal !== '');
    return true;
  }

  private finish(said: string, refused: boolean): void {
    if (refused) this.reason = 'refused';
    if (said === '') return;
    if (said === 'error' || said === 'insufficient_system_resource')
      throw new ModelError('overloaded', {
        sentence: `${this.where.origin} could not finish the answer. Try again in a moment.`,
        retryable: true,
      });
    if (said === 'abort' || said === 'cancelled') throw truncated(this.where);
    if (this.reason !== 'refused') this.reason = finishReasons[said] ?? 'stop';
    this.progress = 'finished';
  }
}

function firstChoice(value: unknown): JsonRecord | null {
  const choice = listAt(value, 'choices').find((one) => isRecord(one) && (one['index'] ?? 0) === 0);
  return isRecord(choice) ? choice : null;
}

/** A string, or Mistral's list of parts. */
function contentOf(content: unknown): string {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return '';
  return content.map((part: unknown) => textAt(part, 'text') ?? '').join('');
}

function readUsage(usage: JsonRecord): Usage | null {
  const prompt = numberAt(usage, 'prompt_tokens');
  const output = numberAt(usage, 'completion_tokens');
  if (prompt === null || output === null) return null;
  const details = recordAt(usage, 'prompt_tokens_details');
  const cachedRead = numberAt(details, 'cached_tokens') ?? numberAt(usage, 'prompt_cache_hit_tokens') ?? 0;
  const cacheWrite = numberAt(details, 'cache_write_tokens') ?? 0;
  const thought = numberAt(recordAt(usage, 'completion_tokens_details'), 'reasoning_tokens') ?? 0;
  // Some count thinking beside the answer, and say so in the total only; it is paid all the same.
  const written = numberAt(usage, 'total_tokens') === prompt + output + thought ? output + thought : output;
  return { input: Math.max(0, prompt - cachedRead - cacheWrite), cachedRead, cacheWrite, output: written, exact: true };
}
