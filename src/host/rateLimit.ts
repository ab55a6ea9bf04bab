// A server asked to wait: for how long still, counted down second by second. Asks nothing and holds nothing back itself.
import type * as vscode from 'vscode';
import type { StatusState } from '../shared/statusText';

/** A server that asks for a longer wait than this is out of quota, not busy. */
const longestMs = 600_000;
const stepMs = 1_000;

export class RateLimit implements vscode.Disposable {
  private until = 0;
  private sentence = '';
  private timer: NodeJS.Timeout | undefined;

  /** `changed`: another second is over, or all of them. */
  constructor(
    private readonly changed: () => void,
    private readonly now: () => number = () => Date.now(),
  ) {}

  /** Null where nothing asks to wait. */
  get state(): Extract<StatusState, { kind: 'limited' }> | null {
    const leftMs = this.until - this.now();
    return leftMs > 0 ? { kind: 'limited', leftMs, sentence: this.sentence } : null;
  }

  /** False where the wait is too long to be counted. */
  start(waitMs: number, sentence: string): boolean {
    if (waitMs > longestMs) return false;
    this.until = this.now() + waitMs;
    this.sentence = sentence;
    clearInterval(this.timer);
    this.timer = setInterval(() => {
      if (this.state === null) clearInterval(this.timer);
      this.changed();
    }, stepMs);
    return true;
  }

  /** What was to be waited for is no longer what is asked. */
  end(): void {
    this.until = 0;
    clearInterval(this.timer);
  }

  dispose(): void {
    clearInterval(this.timer);
  }
}
