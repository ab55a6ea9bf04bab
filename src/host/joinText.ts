// Joins the pieces of a streamed text that come within one frame: a page draws once a frame anyhow, and each message is packed and
// sent for itself, in the thread that the user types through. The first piece never waits. Knows nothing of webviews.
import type { AnswerMessage } from '../shared/answerMessages';

const frameMs = 16;
type TextMessage = Extract<AnswerMessage, { type: 'text' }>;

export class JoinText {
  private held: TextMessage | null = null;
  private timer: ReturnType<typeof setTimeout> | null = null;

  constructor(private readonly deliver: (message: AnswerMessage) => void) {}

  /** Order stays: what is held goes out before anything that is no piece of the same text. */
  post(message: AnswerMessage): void {
    if (message.type !== 'text' || (this.held !== null && this.held.task !== message.task)) this.flush();
    if (message.type !== 'text') return this.deliver(message);
    if (this.timer === null) {
      this.deliver(message);
      this.wait();
    } else this.held = { ...message, text: (this.held?.text ?? '') + message.text };
  }

  /** Forgets what is held: the page is given the whole state, which has it. */
  drop(): void {
    this.held = null;
  }

  private flush(): void {
    const { held } = this;
    this.held = null;
    if (held !== null) this.deliver(held);
  }

  private wait(): void {
    this.timer = setTimeout(() => {
      this.timer = null;
      if (this.held === null) return;
      this.flush();
      this.wait();
    }, frameMs);
  }
}
