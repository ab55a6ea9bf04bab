// A good answer in each wire protocol, in the pieces that faults cut, repeat and spoil.
import type { FaultProtocol } from './fault';

export const goodText = 'const naïve = "Grüße 🌊";\nreturn naïve;';

export interface Payload {
  /** Server-sent events of the text, each with its blank line; the terminal ones are in `end`. */
  readonly events: readonly string[];
  /** Finish reason, usage and terminal event. */
  readonly end: readonly string[];
  readonly whole: string;
  /** The same with another finish reason in the wire's words. */
  readonly finishing: (reason: string) => { readonly end: readonly string[]; readonly whole: string };
  readonly error: (type: string, message: string, code?: string) => string;
  /** That error as an event of a stream. */
  readonly errorEvent: (type: string, message: string) => string;
}

export function payloadOf(protocol: FaultProtocol, text: string = goodText): Payload {
  return protocol === 'anthropic' ? anthropic(text) : openai(protocol === 'openai-chat', text);
}

/** Splits by code points, five a piece, so that a piece never ends inside one. */
function pieces(text: string): string[] {
  const points = [...text];
  const result: string[] = [];
  for (let i = 0; i < points.length; i += 5) result.push(points.slice(i, i + 5).join(''));
  return result;
}

const data = (value: unknown): string => `data: ${JSON.stringify(value)}\n\n`;

function openai(chat: boolean, text: string): Payload {
  const base = { id: 'x', created: 1, model: 'fault-model' };
  const usage = { prompt_tokens: 10, completion_tokens: 8, total_tokens: 18 };
  const chunk = (choice: object): string => data({ ...base, choices: [{ index: 0, ...choice }] });
  const piece = (part: string): object => (chat ? { delta: { content: part } } : { text: part });
  const finishing: Payload['finishing'] = (reason) => ({
    end: [chunk({ ...piece(''), finish_reason: reason }), data({ ...base, choices: [], usage }), 'data: [DONE]\n\n'],
    whole: JSON.stringify({
      ...base,
      choices: [
        { index: 0, ...(chat ? { message: { role: 'assistant', content: text } } : { text }), finish_reason: reason },
      ],
      usage,
    }),
  });
  const error: Payload['error'] = (type, message, code) =>
    JSON.stringify({ error: { message, type, code: code ?? null } });
  return {
    events: pieces(text).map((part) => chunk({ ...piece(part), finish_reason: null })),
    ...finishing('stop'),
    finishing,
    error,
    errorEvent: (type, message) => `data: ${error(type, message)}\n\n`,
  };
}

function anthropic(text: string): Payload {
  const base = { id: 'x', type: 'message', role: 'assistant', model: 'fault-model' };
  const event = (value: Record<string, unknown>): string => `event: ${String(value['type'])}\n${data(value)}`;
  const delta = (part: string): string =>
    event({ type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: part } });
  const finishing: Payload['finishing'] = (reason) => {
    const end = { stop_reason: anthropicReasons[reason] ?? reason, stop_sequence: null };
    return {
      end: [
        event({ type: 'content_block_stop', index: 0 }),
        event({ type: 'message_delta', delta: end, usage: { output_tokens: 8 } }),
        event({ type: 'message_stop' }),
      ],
      whole: JSON.stringify({
        ...base,
        content: [{ type: 'text', text }],
        ...end,
        usage: { input_tokens: 10, output_tokens: 8 },
      }),
    };
  };
  const error: Payload['error'] = (type, message) => JSON.stringify({ type: 'error', error: { type, message } });
  const [first = '', ...rest] = pieces(text);
  const head =
    event({ type: 'message_start', message: { ...base, content: [], usage: { input_tokens: 10, output_tokens: 1 } } }) +
    event({ type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } });
  return {
    events: [head + delta(first), ...rest.map(delta)],
    ...finishing('stop'),
    finishing,
    error,
    errorEvent: (type, message) => `event: error\ndata: ${error(type, message)}\n\n`,
  };
}

const anthropicReasons: Readonly<Record<string, string>> = {
  stop: 'end_turn',
  length: 'max_tokens',
  content_filter: 'refusal',
  refusal: 'refusal',
};
