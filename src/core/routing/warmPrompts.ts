// Which model has read how much of a conversation lately: what its provider's prompt cache still holds is cheap for it and dear for the
// other tier, so that a switch in mid-conversation pays for the cache that it leaves behind.

/** The shortest time that a provider keeps a prompt. */
const keptMs = 5 * 60_000;
const mostThreads = 50;

export interface WarmPrompts {
  add(thread: string, model: string, tokens: number, now: number): void;
  /** Tokens of the thread's next prompt that this model has read already. */
  tokens(thread: string, model: string, now: number): number;
}

export function createWarmPrompts(): WarmPrompts {
  const read = new Map<string, { readonly tokens: number; readonly at: number }>();
  const key = (thread: string, model: string): string => `${model} ${thread}`;
  return {
    add(thread, model, tokens, now) {
      read.delete(key(thread, model));
      read.set(key(thread, model), { tokens, at: now });
      for (const each of read.keys()) {
        if (read.size <= mostThreads) break;
        read.delete(each);
      }
    },
    tokens(thread, model, now) {
      const found = read.get(key(thread, model));
      return found === undefined || now - found.at > keptMs ? 0 : found.tokens;
    },
  };
}
