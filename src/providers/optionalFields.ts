// Servers that imitate OpenAI's refuse fields that they do not know. What a refusal names and the answer can do without is
// left out from then on; the retry policy asks the second time.
import { ModelError } from '../core/modelError';

type Body = Readonly<Record<string, unknown>>;

const optional = [
  'stream_options',
  'top_logprobs',
  'logprobs',
  'response_format',
  'reasoning_effort',
  'temperature',
  'stop',
  'max_completion_tokens',
  'max_tokens',
] as const;
const renamed: Readonly<Record<string, string>> = {
  max_completion_tokens: 'max_tokens',
  max_tokens: 'max_completion_tokens',
};

export class OptionalFields {
  private readonly left = new Set<string>();

  apply(body: Body): Body {
    if (this.left.size === 0) return body;
    const kept = Object.entries(body).filter(([name]) => !this.left.has(name));
    const moved = Object.entries(renamed).filter(([from]) => this.left.has(from) && from in body);
    return Object.fromEntries([...kept, ...moved.map(([from, to]) => [to, body[from]])]);
  }

  /** The given error, or one that is worth a second attempt because a field has been left out since. */
  learn(error: ModelError, refusal: { readonly status: number; readonly body: string }, sent: Body): ModelError {
    if (refusal.status !== 400 && refusal.status !== 422) return error;
    const named = optional.find((name) => name in sent && !this.left.has(name) && names(refusal.body, name));
    if (named === undefined) return error;
    if (renamed[named] !== undefined && this.left.has(renamed[named])) return error;
    this.left.add(named);
    if (named === 'logprobs') this.left.add('top_logprobs');
    return new ModelError(error.kind, {
      sentence: error.sentence,
      retryable: true,
      retryAfterMs: 0,
      status: refusal.status,
      cause: error,
    });
  }
}

/** The name as a word of its own: `logprobs` is not named by `top_logprobs`. */
function names(text: string, name: string): boolean {
  return new RegExp(`(?<![a-z_])${name}(?![a-z_])`).test(text.slice(0, 4000));
}
