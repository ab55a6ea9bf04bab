// One loaded model and its one sequence: prompt to tokens, tokens to pieces of text. Runs in the child process only.
import type { FinishReason, Prompt, Usage } from '../core/model';
import type { LlamaContext, LlamaModel, LlamaPackage, LlamaSequence, Llama, Token } from './llamaTypes';
import { generateTokens } from './generateTokens';
import { readPrompt } from './readPrompt';
import { LocalFault, type Piece } from './protocol';
import { StopFilter } from './stopFilter';
import { TokenText } from './tokenText';

/**
 * Tokens of prompt between two looks at the cancellation: few on a slow machine, so that a keystroke is heard within a
 * tenth of a second; many on a graphics card, which is only fast in large batches.
 */
const CHUNK = { least: 32, most: 512, quickMs: 50, slowMs: 120 };

export type GenerationEvent = Piece | { readonly reason: FinishReason; readonly usage: Usage };

export class LoadedModel {
  private readonly sequence: LlamaSequence;
  private chunk = CHUNK.least;

  constructor(
    private readonly library: LlamaPackage,
    private readonly llama: Llama,
    private readonly model: LlamaModel,
    readonly context: LlamaContext,
  ) {
    this.sequence = context.getSequence();
  }

  /**
   * Streams one answer; returns early, without a finish, when the signal aborts.
   * The sequence keeps its tokens afterwards: the next prompt evaluates only what differs.
   * @throws {LocalFault}
   */
  async *generate(prompt: Prompt, signal: AbortSignal): AsyncGenerator<GenerationEvent, void> {
    const input = readPrompt(this.library, this.model, prompt);
    const room = this.context.contextSize - input.tokens.length;
    if (room < 1) {
      throw new LocalFault('too-large', `${input.tokens.length} of ${this.context.contextSize} tokens`);
    }
    const cached = await this.readAhead(input.tokens, signal);
    if (signal.aborted) return;

    const text = new TokenText((tokens, last) => this.model.detokenize(tokens, false, last), input.tokens);
    const filter = new StopFilter([...prompt.stop, ...input.stopTexts]);
    const limit = Math.min(prompt.maxTokens, room);
    let output = 0;
    /** What stands before the cursor already and the model has still to write. UTF-16 units. */
    let blanks = input.blanks.length;
    let reason: FinishReason = 'length';
    const tokens = generateTokens(
      this.library,
      this.llama,
      this.model,
      this.sequence,
      input.tokens.slice(-1),
      input.blanks,
      prompt,
    );
    for await (const { token, logprob } of limit > 0 ? tokens : []) {
      if (signal.aborted) return;
      if (this.model.isEogToken(token) || input.stopTokens.has(token)) {
        reason = 'stop';
        break;
      }
      output++;
      const whole = text.push(token, logprob);
      const own = whole && withoutBlanks(whole, blanks);
      if (whole && own) blanks -= whole.text.length - own.text.length;
      const shown = own && filter.push(own);
      if (shown) yield shown;
      if (filter.stopped) {
        reason = 'stop';
        break;
      }
      if (output >= limit) break;
    }
    const rest = filter.stopped ? null : filter.flush();
    if (rest) yield rest;
    yield {
      reason,
      usage: { input: input.tokens.length - cached, cachedRead: cached, cacheWrite: 0, output, exact: true },
    };
  }

  /** Evaluates all tokens but the last, from the first one that differs. Returns how many were there already. */
  private async readAhead(tokens: readonly Token[], signal: AbortSignal): Promise<number> {
    const ahead = tokens.slice(0, -1);
    await this.sequence.adaptStateToTokens(ahead, false);
    const cached = this.sequence.nextTokenIndex;
    for (let at = cached; at < ahead.length && !signal.aborted;) {
      const start = performance.now();
      await this.sequence.evaluateWithoutGeneratingNewTokens(ahead.slice(at, at + this.chunk));
      at += this.chunk;
      const ms = performance.now() - start;
      if (ms < CHUNK.quickMs) this.chunk = Math.min(CHUNK.most, this.chunk * 2);
      else if (ms > CHUNK.slowMs) this.chunk = Math.max(CHUNK.least, this.chunk / 2);
    }
    return cached;
  }

  /** Forgets the sequence's state, after an error that may have left it half written. */
  async reset(): Promise<void> {
    await this.sequence.clearHistory();
  }
}

/** A piece without the blanks that stand before the cursor already; a token that only wrote those is none of the answer's. */
function withoutBlanks({ text, tokens }: Piece, blanks: number): Piece {
  if (blanks === 0) return { text, tokens };
  const rest = text.slice(blanks);
  return { text: rest, tokens: rest === '' ? [] : tokens.map((one) => ({ ...one, token: one.token.slice(blanks) })) };
}
