// A decoder for server-sent events: bytes in any chunking in, whole events out. Linear, and never looks back over what it has seen.
// Does not know what an event means.

export interface SseEvent {
  /** Empty where the event has no name. */
  readonly name: string;
  readonly data: string;
}

/** An event grew past the limit given to `SseDecoder`. */
export class SseOverflow extends Error {}

export class SseDecoder {
  private readonly decoder = new TextDecoder();
  private line = '';
  private skipLineFeed = false;
  private name = '';
  private data: string[] = [];
  private size = 0;

  /** `maxEvent`: characters that one event may have. */
  constructor(private readonly maxEvent: number) {}

  /** @throws {SseOverflow} */
  push(bytes: Uint8Array): SseEvent[] {
    return this.take(this.decoder.decode(bytes, { stream: true }));
  }

  /** What is left when the stream ends: servers forget the last blank line, so an unfinished event counts. */
  end(): SseEvent[] {
    return this.take(`${this.decoder.decode()}\n\n`);
  }

  private take(text: string): SseEvent[] {
    const events: SseEvent[] = [];
    let start = 0;
    for (let at = 0; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (code !== 10 && code !== 13) {
        this.skipLineFeed = false;
        continue;
      }
      const afterReturn = code === 10 && this.skipLineFeed;
      this.skipLineFeed = code === 13;
      if (afterReturn) {
        start = at + 1;
        continue;
      }
      this.grow(at - start);
      this.endLine(this.line + text.slice(start, at), events);
      this.line = '';
      start = at + 1;
    }
    this.grow(text.length - start);
    this.line += text.slice(start);
    return events;
  }

  private grow(by: number): void {
    this.size += by;
    if (this.size > this.maxEvent) throw new SseOverflow();
  }

  private endLine(line: string, events: SseEvent[]): void {
    if (line === '') {
      if (this.data.length > 0) events.push({ name: this.name, data: this.data.join('\n') });
      this.name = '';
      this.data = [];
      this.size = 0;
      return;
    }
    const colon = line.indexOf(':');
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(line.charCodeAt(colon + 1) === 32 ? colon + 2 : colon + 1);
    if (field === 'data') this.data.push(value);
    else if (field === 'event') this.name = value;
    // A comment takes no room: a server may send any number of them between two events.
    else this.size -= line.length;
  }
}
