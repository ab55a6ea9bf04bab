// Who asks for a completion. The editor says that it was asked by hand, but not by whom: by its user, or by Weir.

/** `editor`: while typing. `user`: by the editor's own command. `command`: by Weir's. `weir`: Weir has got something to show. */
export type Asker = 'editor' | 'user' | 'command' | 'weir';

export class Askers {
  private readonly waiting = new Set<{ readonly asker: 'command' | 'weir' }>();

  /** Runs what makes the editor ask. A request while typing that comes between is not taken for it. */
  async asking(asker: 'command' | 'weir', run: () => PromiseLike<unknown>): Promise<void> {
    const one = { asker };
    this.waiting.add(one);
    try {
      await run();
    } finally {
      // The editor may have no use for it: the next one asked by hand is the user's then.
      this.waiting.delete(one);
    }
  }

  /** @param byHand as the editor says it of a request */
  take(byHand: boolean): Asker {
    if (!byHand) return 'editor';
    const [first] = this.waiting;
    if (first === undefined) return 'user';
    this.waiting.delete(first);
    return first.asker;
  }
}
