// The parser's verdict beside the stream: what has come so far is parsed while the rest comes, one parse at a time, so that
// the verdict on the last text is there with its last byte. Waits for nothing itself.
import type { SyntaxFit } from '../syntaxPort';

export class ParseAhead {
  private readonly verdicts = new Map<string, Promise<SyntaxFit | null>>();
  private received = '';
  private busy = false;

  constructor(private readonly fit: (text: string) => Promise<SyntaxFit | null>) {}

  /** The next piece of the stream. */
  push(piece: string): void {
    this.received += piece;
    if (!this.busy) void this.follow();
  }

  /** Another attempt begins. */
  restart(): void {
    this.received = '';
  }

  /** The verdict on exactly this text, begun long ago or now. */
  verdict(text: string): Promise<SyntaxFit | null> {
    const known = this.verdicts.get(text);
    if (known !== undefined) return known;
    const begun = this.fit(text);
    this.verdicts.set(text, begun);
    return begun;
  }

  private async follow(): Promise<void> {
    this.busy = true;
    try {
      // What came meanwhile is looked at in one go.
      for (
        let text = this.received.trimEnd();
        text !== '' && !this.verdicts.has(text);
        text = this.received.trimEnd()
      ) {
        await this.verdict(text);
      }
    } finally {
      this.busy = false;
    }
  }
}
