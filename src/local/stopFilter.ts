// Cuts a streamed answer at the first stop string, and holds back text that may turn out to begin one.
import type { TokenLogprob } from '../core/model';
import type { Piece } from './protocol';

export class StopFilter {
  private held: Piece[] = [];
  stopped = false;

  constructor(private readonly stops: readonly string[]) {}

  /** What may be shown now; null where all of it is held back. After a stop string, `stopped` is true. */
  push(piece: Piece): Piece | null {
    this.held.push(piece);
    const text = this.held.map((entry) => entry.text).join('');
    const cut = firstStop(text, this.stops);
    this.stopped = cut !== null;
    return this.take(cut ?? text.length - openLength(text, this.stops), this.stopped);
  }

  /** What was held back when the model ended without the stop string. */
  flush(): Piece | null {
    return this.take(Infinity, true);
  }

  /** The first `length` code units, with the tokens that begin there. What is behind them is dropped or kept. */
  private take(length: number, dropRest: boolean): Piece | null {
    let text = '';
    const tokens: TokenLogprob[] = [];
    const rest: Piece[] = [];
    for (const piece of this.held) {
      const room = length - text.length;
      if (room >= piece.text.length || (room > 0 && piece.text !== '')) {
        text += piece.text.slice(0, room);
        tokens.push(...piece.tokens);
        if (room < piece.text.length) rest.push({ text: piece.text.slice(room), tokens: [] });
      } else rest.push(piece);
    }
    this.held = dropRest ? [] : rest;
    return text === '' && tokens.length === 0 ? null : { text, tokens };
  }
}

function firstStop(text: string, stops: readonly string[]): number | null {
  const found = stops.filter((stop) => stop !== '').map((stop) => text.indexOf(stop));
  const places = found.filter((at) => at >= 0);
  return places.length === 0 ? null : Math.min(...places);
}

/** Length of the longest end of `text` that begins a stop string. */
function openLength(text: string, stops: readonly string[]): number {
  let longest = 0;
  for (const stop of stops) {
    for (let length = Math.min(stop.length - 1, text.length); length > longest; length--) {
      if (stop.startsWith(text.slice(-length))) longest = length;
    }
  }
  return longest;
}
