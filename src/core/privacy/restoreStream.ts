// Puts secrets back into an answer that arrives in pieces: a placeholder may be cut anywhere. Holds back as little as it can.
import type { Redactor } from './redact';

const opening = '«';
const longest = 64;

export class RestoreStream {
  private held = '';

  constructor(private readonly redactor: Pick<Redactor, 'restore'>) {}

  /** What can be shown after this piece. */
  push(piece: string): string {
    const text = this.held + piece;
    const open = text.lastIndexOf(opening);
    const cut = open >= 0 && !text.includes('»', open) && text.length - open < longest ? open : text.length;
    this.held = text.slice(cut);
    return this.redactor.restore(text.slice(0, cut));
  }

  /** The rest, once the stream has ended. */
  end(): string {
    const rest = this.held;
    this.held = '';
    return this.redactor.restore(rest);
  }
}
