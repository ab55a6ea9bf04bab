// An SDK's clients, each made once and lent to one exchange at a time: making one takes longer than all else that an SDK does for
// a keystroke's request. Knows no SDK.
import type { SdkFetch } from './converse';

/** Lends a client for as long as `use` runs; what it fetches goes through the borrower's `fetch`. */
export type LendClient<Client> = <T>(fetch: SdkFetch, use: (client: Client) => Promise<T>) => Promise<T>;

interface Lent<Client> {
  readonly client: Client;
  /** The borrower's; without one nothing can be sent. */
  fetch: SdkFetch | null;
}

export function lentClients<Client>(make: (fetch: SdkFetch) => Promise<Client>): LendClient<Client> {
  const free: Lent<Client>[] = [];
  const another = async (): Promise<Lent<Client>> => {
    const client = await make((url, init) =>
      lent.fetch === null ? Promise.reject(new Error('The client is nobody’s now.')) : lent.fetch(url, init),
    );
    const lent: Lent<Client> = { client, fetch: null };
    return lent;
  };
  return async (fetch, use) => {
    const lent = free.pop() ?? (await another());
    lent.fetch = fetch;
    try {
      return await use(lent.client);
    } finally {
      lent.fetch = null;
      free.push(lent);
    }
  };
}
