// An event stream that runs on while nobody reads it yet: what came is kept, and read in order later. Knows nothing of the events.

export interface EventBuffer<T, R> {
  /** What came and what comes, to the end; its return value is the stream's. May be read once. */
  read(): AsyncGenerator<T, R, void>;
}

export function bufferEvents<T, R>(stream: AsyncGenerator<T, R, void>): EventBuffer<T, R> {
  const kept: T[] = [];
  let wake: () => void = () => undefined;
  let ended: { readonly value: R } | { readonly thrown: unknown } | null = null;
  void (async () => {
    try {
      for (;;) {
        const step = await stream.next();
        if (step.done === true) {
          ended = { value: step.value };
          break;
        }
        kept.push(step.value);
        wake();
      }
    } catch (thrown) {
      ended = { thrown };
    }
    wake();
  })();
  return {
    async *read() {
      for (;;) {
        for (let next = kept.shift(); next !== undefined; next = kept.shift()) yield next;
        if (ended !== null) {
          if ('thrown' in ended) throw ended.thrown;
          return ended.value;
        }
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
  };
}
