// Servers refuse fields that they do not know, and models fields that they no longer take. What a refusal names and the
// answer can do without is left out from then on; the retry policy asks the second time.
import { ModelError } from '../core/modelError';

type Body = Readonly<Record<string, unknown>>;

/** The two names of one field. */
const otherName: Readonly<Record<string, string>> = {
  max_completion_tokens: 'max_tokens',
  max_tokens: 'max_completion_tokens',
};

export class OptionalFields {
  private readonly left = new Set<string>();

  /** `optional`: names in the order in which they are given up. */
  constructor(private readonly optional: readonly string[]) {}

  apply(body: Body): Body {
    if (this.left.size === 0) return body;
    const kept = Object.entries(body).filter(([name]) => !this.left.has(name));
    const renamed = Object.entries(otherName).filter(([from]) => this.left.has(from) && from in body);
    return Object.fromEntries([...kept, ...renamed.map(([from, to]) => [to, body[from]])]);
  }

  /** The given error, or one that is worth a second attempt because a field has been left out since. */
  learn(error: ModelError, refusal: { readonly status: number; readonly body: string }, sent: Body): ModelError {
    if (refusal.status !== 400 && refusal.status !== 422) return error;
    const said = words(refusal.body);
    const named = this.optional.find((name) => name in sent && !this.left.has(name) && said.has(name));
    if (named === undefined || this.left.has(otherName[named] ?? '')) return error;
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

/** Whole words, so that `top_logprobs` does not name `logprobs`. */
function words(text: string): ReadonlySet<string> {
  return new Set(text.slice(0, 4000).split(/[^a-z_]/));
}
