// Tool calls as they arrive in pieces, by their place in the answer. Makes none.
import type { ToolCall } from '../core/toolUse';

export class ToolCalls {
  private readonly calls = new Map<number, { id: string; name: string; input: string }>();

  /** The next piece of the call at `index`; what is absent adds nothing. */
  push(
    index: number,
    piece: { readonly id: string | null; readonly name: string | null; readonly input: string | null },
  ): void {
    const call = this.calls.get(index) ?? { id: '', name: '', input: '' };
    this.calls.set(index, call);
    // Imitators repeat the name with every piece: it is taken once.
    if (call.id === '') call.id = piece.id ?? '';
    if (call.name === '') call.name = piece.name ?? '';
    call.input += piece.input ?? '';
  }

  /** In their order; those without a name are none. */
  all(): ToolCall[] {
    return [...this.calls]
      .sort(([one], [other]) => one - other)
      .flatMap(([index, call]) =>
        call.name === '' ? [] : [{ ...call, id: call.id === '' ? `call-${index}` : call.id }],
      );
  }
}
