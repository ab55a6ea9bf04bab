// A client is one borrower's at a time, is used again, and sends nothing for anyone else.
import { expect, test } from 'vitest';
import type { SdkFetch } from '../../../src/providers/converse';
import { lentClients } from '../../../src/providers/lentClients';

interface Client {
  readonly number: number;
  readonly fetch: SdkFetch;
}

function lender() {
  let made = 0;
  const lend = lentClients<Client>(async (fetch) => ({ number: ++made, fetch }));
  const answering =
    (text: string): SdkFetch =>
    async () =>
      new Response(text);
  const borrow = (text: string): Promise<readonly [number, string]> =>
    lend(answering(text), async ({ number, fetch }) => [number, await (await fetch('http://x')).text()]);
  return { lend, borrow };
}

test('one after the other share a client, each through its own fetch', async () => {
  const { borrow } = lender();
  expect([await borrow('first'), await borrow('second')]).toEqual([
    [1, 'first'],
    [1, 'second'],
  ]);
});

test('two at once have a client each', async () => {
  const { borrow } = lender();
  expect(await Promise.all([borrow('one'), borrow('other')])).toEqual([
    [1, 'one'],
    [2, 'other'],
  ]);
});

test('what is kept beyond its time sends nothing, and one that failed is lent again', async () => {
  const { lend, borrow } = lender();
  let kept: Client | null = null;
  const failing = lend(
    async () => new Response('never'),
    async (client) => {
      kept = client;
      throw new Error('refused');
    },
  );
  await expect(failing).rejects.toThrow('refused');
  await expect((kept as Client | null)?.fetch('http://x')).rejects.toThrow('nobody');
  expect(await borrow('again')).toEqual([1, 'again']);
});
