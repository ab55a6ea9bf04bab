// Which addresses a model may have: https, http on this machine, http to a private range after a consent.
// Judges the address as written, after the URL standard has put it into one spelling. `fetch` shows no resolved address, so a
// public name that resolves to a private one is not seen here (best effort); link-local and metadata addresses are refused as written.

export interface BaseUrl {
  /** In one spelling, without a slash at the end; `/v1` is added where a server is named without a path. */
  readonly url: string;
  readonly origin: string;
  /** With its port, as in the origin. */
  readonly host: string;
  /** True for loopback: text stays on this machine. */
  readonly local: boolean;
  readonly private: boolean;
}

export type BaseUrlProblem =
  'not-a-url' | 'scheme' | 'credentials' | 'query' | 'forbidden-address' | 'http-public' | 'http-private';

export type BaseUrlCheck =
  | ({ readonly ok: true } & BaseUrl)
  /** `http-private` may be allowed by asking for consent, naming `host`. */
  | { readonly ok: false; readonly problem: BaseUrlProblem; readonly host: string; readonly sentence: string };

/** `consentedPrivate`: the user has agreed to http to this private host and port. */
export function checkBaseUrl(text: string, options: { readonly consentedPrivate: boolean }): BaseUrlCheck {
  const trimmed = text.trim();
  if (!URL.canParse(trimmed)) return refuse('not-a-url', trimmed);
  const url = new URL(trimmed);
  const name = url.hostname.replace(/\.$/, '').toLowerCase();
  const { host } = url;
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return refuse('scheme', host);
  if (url.username !== '' || url.password !== '') return refuse('credentials', host);
  if (url.search !== '' || url.hash !== '') return refuse('query', host);
  const place = placeOf(name);
  if (place === 'forbidden') return refuse('forbidden-address', host);
  if (url.protocol === 'http:' && place === 'public') return refuse('http-public', host);
  if (url.protocol === 'http:' && place === 'private' && !options.consentedPrivate) return refuse('http-private', host);
  const path = withoutSlashes(url.pathname);
  return {
    ok: true,
    url: url.origin + (path === '' ? '/v1' : path),
    origin: url.origin,
    host,
    local: place === 'loopback',
    private: place === 'private',
  };
}

function withoutSlashes(path: string): string {
  let end = path.length;
  while (path.charAt(end - 1) === '/') end--;
  return path.slice(0, end);
}

type Place = 'loopback' | 'private' | 'public' | 'forbidden';

const metadataNames = new Set([
  'metadata',
  'metadata.google.internal',
  'metadata.goog',
  'instance-data',
  'instance-data.ec2.internal',
]);
const privateSuffixes = ['.local', '.lan', '.internal', '.home.arpa', '.localdomain'];

function placeOf(host: string): Place {
  if (host.startsWith('[')) return placeOfIpv6(host.slice(1, -1));
  const four = ipv4(host);
  if (four !== null) return placeOfIpv4(four);
  if (host === 'localhost') return 'loopback';
  if (host === '' || metadataNames.has(host)) return 'forbidden';
  return !host.includes('.') || privateSuffixes.some((suffix) => host.endsWith(suffix)) ? 'private' : 'public';
}

type Four = readonly [number, number, number, number];

/** The URL standard has already turned hexadecimal, octal and short forms into four decimal numbers. */
function ipv4(host: string): Four | null {
  const [a, b, c, d, ...more] = host.split('.').map((part) => (/^\d{1,3}$/.test(part) ? Number(part) : NaN));
  if (more.length > 0 || a === undefined || b === undefined || c === undefined || d === undefined) return null;
  return [a, b, c, d].some(Number.isNaN) ? null : [a, b, c, d];
}

function placeOfIpv4([a, b, c, d]: Four): Place {
  if (a === 127) return 'loopback';
  if (a === 0 || a >= 224 || (a === 169 && b === 254)) return 'forbidden';
  // Metadata services of Alibaba and Azure outside the link-local range.
  if ((a === 100 && b === 100 && c === 100 && d === 200) || (a === 168 && b === 63 && c === 129 && d === 16))
    return 'forbidden';
  if (a === 10 || (a === 172 && b >= 16 && b <= 31) || (a === 192 && b === 168)) return 'private';
  return a === 100 && b >= 64 && b <= 127 ? 'private' : 'public';
}

function placeOfIpv6(text: string): Place {
  const words = ipv6Words(text);
  const [first = 0] = words;
  const leading = words.slice(0, 6).every((word) => word === 0);
  if (leading && words[6] === 0 && words[7] === 1) return 'loopback';
  // IPv4 inside IPv6: mapped, compatible, NAT64, 6to4.
  const high = words[6] ?? 0;
  const low = words[7] ?? 0;
  const mapped = words.slice(0, 5).every((word) => word === 0) && words[5] === 0xffff;
  if (mapped) return placeOfIpv4(bytes(high, low));
  if (leading || (first === 0x64 && words[1] === 0xff9b))
    return placeOfIpv4(bytes(high, low)) === 'public' ? 'public' : 'forbidden';
  if (first === 0x2002) return placeOfIpv4(bytes(words[1] ?? 0, words[2] ?? 0)) === 'public' ? 'public' : 'forbidden';
  if ((first & 0xffc0) === 0xfe80 || (first & 0xff00) === 0xff00) return 'forbidden';
  // Amazon's metadata service stands in the private range.
  if (first === 0xfd00 && words[1] === 0xec2) return 'forbidden';
  return (first & 0xfe00) === 0xfc00 ? 'private' : 'public';
}

function ipv6Words(text: string): number[] {
  const [head = '', tail] = text.split('::');
  const read = (part: string): number[] =>
    part === '' ? [] : part.split(':').map((word) => Number.parseInt(word, 16));
  const front = read(head);
  const back = read(tail ?? '');
  return [...front, ...Array<number>(Math.max(0, 8 - front.length - back.length)).fill(0), ...back];
}

function bytes(high: number, low: number): Four {
  return [high >> 8, high & 255, low >> 8, low & 255];
}

const sentences: Readonly<Record<BaseUrlProblem, (host: string) => string>> = {
  'not-a-url': (text) =>
    `"${text.slice(0, 80)}" is no address. Write it like https://host/v1 or http://127.0.0.1:11434/v1.`,
  scheme: (host) => `The base URL of ${host || 'a model'} must start with https:// (or http:// on this machine).`,
  credentials: () => 'A base URL must not hold a name or password. Set the key with "Weir: Set API Key".',
  query: (host) => `The base URL of ${host} must end with its path: remove what follows ? or #.`,
  'forbidden-address': (host) =>
    `${host} is a link-local or metadata address, where no model lives. Choose another base URL.`,
  'http-public': (host) => `${host} is not on this machine, and http would send your code in the clear. Use https.`,
  'http-private': (host) =>
    `${host} is in your own network, and http would send your code through it in the clear. Agree to that, or use https.`,
};

function refuse(problem: BaseUrlProblem, host: string): BaseUrlCheck {
  return { ok: false, problem, host, sentence: sentences[problem](host) };
}
