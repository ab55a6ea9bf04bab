// Where a key comes from and where it may go. A stored key goes to the scheme, host and port it was entered for, and nowhere
// else; the official variables go to their makers only. Read at the moment of use, never kept.
import type { Tier } from '../core/task';

/** The editor's secret storage, or anything like it. */
export interface SecretStore {
  get(name: string): Promise<string | undefined>;
  store(name: string, value: string): Promise<void>;
  delete(name: string): Promise<void>;
}

export type Environment = Readonly<Record<string, string | undefined>>;

export type KeyLookup =
  | { readonly found: true; readonly key: string; readonly source: string }
  /** `boundTo`: a key is stored, for this other origin. It is not used; the user may be asked, naming both. */
  | { readonly found: false; readonly boundTo: string | null };

const own: Readonly<Record<Tier, string>> = { fast: 'WEIR_FAST_API_KEY', strong: 'WEIR_STRONG_API_KEY' };
const official: readonly { readonly name: string; readonly origin: string }[] = [
  { name: 'OPENAI_API_KEY', origin: 'https://api.openai.com' },
  { name: 'ANTHROPIC_API_KEY', origin: 'https://api.anthropic.com' },
];

export class Keys {
  constructor(
    private readonly secrets: Pick<SecretStore, 'get' | 'store' | 'delete'>,
    private readonly environment: Environment,
  ) {}

  /** The key of a tier for exactly this origin (scheme, host, port). */
  async lookUp(tier: Tier, origin: string): Promise<KeyLookup> {
    const stored = await this.stored(tier);
    if (stored !== null && stored.origin === origin) return { found: true, key: stored.key, source: 'stored' };
    const ownKey = this.environment[own[tier]]?.trim() ?? '';
    // A stored key says where this tier's keys belong: another origin asks first, wherever the key comes from.
    if (ownKey !== '' && stored === null) return { found: true, key: ownKey, source: own[tier] };
    for (const { name, origin: home } of official) {
      const key = this.environment[name]?.trim() ?? '';
      if (key !== '' && origin === home) return { found: true, key, source: name };
    }
    return { found: false, boundTo: stored?.origin ?? null };
  }

  /** Binds a key to the origin it is entered for. */
  async set(tier: Tier, origin: string, key: string): Promise<void> {
    await this.secrets.store(secretName(tier), JSON.stringify({ origin, key: key.trim() }));
  }

  /** The user agreed that this tier's key, typed for `from`, goes to `to` from now on. A key that came since is another one. */
  async rebind(tier: Tier, from: string, to: string): Promise<void> {
    const stored = await this.stored(tier);
    if (stored?.origin === from) await this.set(tier, to, stored.key);
  }

  async remove(tier: Tier): Promise<void> {
    await this.secrets.delete(secretName(tier));
  }

  /** Which keys there are, without the keys: what `auto` chooses by. */
  async known(tier: Tier): Promise<KnownKeys> {
    const stored = await this.stored(tier);
    const ownKey = this.environment[own[tier]]?.trim() ?? '';
    return {
      storedFor: stored?.origin ?? null,
      own: ownKey === '' ? null : ownKey.startsWith('sk-ant-') ? 'anthropic' : 'openai',
      official: official
        .filter(({ name }) => (this.environment[name]?.trim() ?? '') !== '')
        .map(({ origin }) => origin),
    };
  }

  private async stored(tier: Tier): Promise<{ origin: string; key: string } | null> {
    const text = await this.secrets.get(secretName(tier));
    if (text === undefined) return null;
    try {
      const value: unknown = JSON.parse(text);
      return isStored(value) ? value : null;
    } catch {
      return null;
    }
  }
}

export interface KnownKeys {
  /** The origin that a stored key is bound to. */
  readonly storedFor: string | null;
  /** `WEIR_…_API_KEY` is set; whose it looks like. */
  readonly own: 'openai' | 'anthropic' | null;
  /** Origins of the official variables that are set. */
  readonly official: readonly string[];
}

function isStored(value: unknown): value is { origin: string; key: string } {
  return (
    typeof value === 'object' &&
    value !== null &&
    'origin' in value &&
    typeof value.origin === 'string' &&
    'key' in value &&
    typeof value.key === 'string'
  );
}

function secretName(tier: Tier): string {
  return `weir.key.${tier}`;
}
