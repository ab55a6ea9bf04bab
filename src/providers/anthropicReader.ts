// Reads Anthropic's messages, streamed and whole. Complete means `message_stop`; the API has no log-probabilities.
import type { FinishReason, Usage } from '../core/model';
import { isRecord, listAt, numberAt, parseJson, recordAt, textAt, type JsonRecord } from './json';
import { badResponse } from './modelErrors';
import { payloadError } from './statusErrors';
import { ToolCalls } from './toolCalls';
import type { Where } from './where';
import type { Answer, Piece, Progress, WireReader } from './wireReader';

const stopReasons: Readonly<Record<string, FinishReason>> = {
  max_tokens: 'length',
  model_context_window_exceeded: 'length',
  refusal: 'refused',
};

export class AnthropicReader implements WireReader {
  progress: Progress = 'open';
  private reason: FinishReason = 'stop';
  private usage: Usage | null = null;
  private model: string | null = null;
  private readonly calls = new ToolCalls();

  constructor(private readonly where: Where) {}

  event(name: string, data: string, pieces: Piece[]): boolean {
    if (data.trim() === '') return false;
    const value = parseJson(data);
    if (!isRecord(value)) throw badResponse(this.where, 'sent an event that is not JSON');
    const type = textAt(value, 'type') ?? name;
    switch (type) {
      case 'message_start':
        this.head(recordAt(value, 'message'));
        return true;
      case 'content_block_start':
        this.call(value, recordAt(value, 'content_block'), null);
        return add(textAt(value['content_block'], 'text'), pieces);
      case 'content_block_delta':
        this.call(value, null, textAt(value['delta'], 'partial_json'));
        return add(textAt(value['delta'], 'text'), pieces);
      case 'message_delta':
        this.stop(recordAt(value, 'delta'));
        this.count(recordAt(value, 'usage'));
        return true;
      case 'message_stop':
        this.progress = 'done';
        return true;
      case 'error':
        throw payloadError(value, this.where);
      default:
        return type === 'content_block_stop';
    }
  }

  whole(value: unknown, pieces: Piece[]): void {
    if (textAt(value, 'type') === 'error') throw payloadError(value, this.where);
    if (!isRecord(value) || !Array.isArray(value['content']))
      throw badResponse(this.where, 'sent an answer without content');
    this.head(value);
    this.stop(value);
    for (const [index, block] of listAt(value, 'content').entries()) {
      add(textAt(block, 'text'), pieces);
      if (isRecord(block)) this.call({ index }, block, JSON.stringify(block['input'] ?? {}));
    }
    this.progress = 'done';
  }

  answer(): Answer {
    return { reason: this.reason, usage: this.usage, responseModel: this.model, toolCalls: this.calls.all() };
  }

  /** `block`: the beginning of one, which may be of another kind. */
  private call(event: JsonRecord, block: JsonRecord | null, input: string | null): void {
    if (block !== null && textAt(block, 'type') !== 'tool_use') return;
    if (block === null && input === null) return;
    const [id, name] = block === null ? [null, null] : [textAt(block, 'id'), textAt(block, 'name')];
    this.calls.push(numberAt(event, 'index') ?? 0, { id, name, input });
  }

  private head(message: JsonRecord): void {
    this.model = textAt(message, 'model') ?? this.model;
    this.count(recordAt(message, 'usage'));
  }

  private stop(end: JsonRecord): void {
    const said = textAt(end, 'stop_reason');
    if (said !== null) this.reason = stopReasons[said] ?? 'stop';
  }

  /** Counts come in two parts, at the start and at the end; the later one wins. */
  private count(usage: JsonRecord): void {
    const before = this.usage;
    const input = numberAt(usage, 'input_tokens') ?? before?.input;
    const output = numberAt(usage, 'output_tokens') ?? before?.output;
    if (input === undefined || output === undefined) return;
    this.usage = {
      input,
      cachedRead: numberAt(usage, 'cache_read_input_tokens') ?? before?.cachedRead ?? 0,
      cacheWrite: numberAt(usage, 'cache_creation_input_tokens') ?? before?.cacheWrite ?? 0,
      output,
      exact: true,
    };
  }
}

function add(text: string | null, pieces: Piece[]): boolean {
  if (text !== null && text !== '') pieces.push({ text });
  return true;
}
