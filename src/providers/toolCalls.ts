// Tool calls as they arrive in pieces, by their place in the answer. Makes none.
import type { ToolCall } from '../core/toolUse';

interface Call {
  id: string;
  name: string;
  input: string;
}

interface Piece {
  readonly id: string | null;
  readonly name: string | null;
  readonly input: string | null;
}

export class ToolCalls {
  private readonly calls: Call[] = [];
  /** The last call at each place. */
  private readonly last = new Map<number, Call>();

  /** The next piece of the call at `index`; what is absent adds nothing. */
  push(index: number, piece: Piece): void {
    const call = this.callAt(index, piece);
    // Imitators repeat the name with every piece: it is taken once.
    if (call.id === '') call.id = piece.id ?? '';
    if (call.name === '') call.name = piece.name ?? '';
    call.input += piece.input ?? '';
  }

  /** In the order in which they began; those without a name are none. */
  all(): ToolCall[] {
    return this.calls.flatMap((call, at) =>
      call.name === '' ? [] : [{ ...call, id: call.id === '' ? `call-${at}` : call.id }],
    );
  }

  private callAt(index: number, piece: Piece): Call {
    const known = this.last.get(index);
    if (known !== undefined && !isNext(known, piece)) return known;
    const call = { id: '', name: '', input: '' };
    this.calls.push(call);
    this.last.set(index, call);
    return call;
  }
}

/** Some servers give all calls the first place: then an id of its own with a name begins one. Others make up an id for every piece. */
function isNext({ id }: Call, piece: Piece): boolean {
  return id !== '' && Boolean(piece.id) && piece.id !== id && Boolean(piece.name);
}
