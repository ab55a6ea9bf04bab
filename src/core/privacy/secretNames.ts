// Names that announce a secret: `DB_PASSWORD`, `clientSecret`, `x-api-key`. Judges the name alone, never the value.

/**
 * `password`: whatever a person may have chosen, so short values count. `secret`: made by a machine. `vague`: only a long
 * and random value makes it one.
 */
export type NameStrength = 'password' | 'secret' | 'vague';

const passwords = new Set(['password', 'passwd', 'passwort', 'passphrase', 'passcode', 'pwd', 'psw']);
const secrets = new Set([
  'secret',
  'secrets',
  'token',
  'apikey',
  'apitoken',
  'accesskey',
  'secretkey',
  'privatekey',
  'authtoken',
]);
const secretsMore = new Set([
  'accesstoken',
  'credential',
  'credentials',
  'creds',
  'bearer',
  'jwt',
  'pat',
  'dsn',
  'sas',
  'pass',
  'pw',
  'pin',
]);
const vague = new Set([
  'key',
  'keys',
  'auth',
  'authorization',
  'jsessionid',
  'phpsessid',
  'cookie',
  'salt',
  'csrf',
  'xsrf',
  'cred',
]);
const vagueMore = new Set(['connectionstring', 'webhook', 'otp', 'totp', 'mnemonic', 'hmac']);
/** `<one of these>key` is a secret; any other key is vague. */
const keyKinds = new Set(
  'api app access private secret encryption encrypt crypto signing sign auth master license account shared storage service client hmac aes jwt admin webhook deploy secure subscription consumer decryption cipher symmetric ssh rsa ed25519 ec tls ssl pgp gpg'.split(
    ' ',
  ),
);
/** Keys that nobody hides. */
const openKinds = new Set(
  'public primary foreign cache sort partition row index map object hash lookup i18n translation message query storagekey react item shortcut hot arrow pub publishable site unique composite idempotency dedupe websocket socket'.split(
    ' ',
  ),
);
/** May follow a secret's name without changing what it holds. */
const trailing = new Set(
  'value val string str text plain raw prod production dev development staging stage test live old new current base64 b64 enc encrypted hex env default main primary id base'.split(
    ' ',
  ),
);

function wordsOf(name: string): string[] {
  const words: string[] = [];
  let word = '';
  let previous = '';
  for (const character of name) {
    const upper = character >= 'A' && character <= 'Z';
    const letter = upper || (character >= 'a' && character <= 'z');
    const digit = character >= '0' && character <= '9';
    const camel = upper && previous >= 'a' && previous <= 'z';
    if ((!letter && !digit) || camel) {
      if (word !== '') words.push(word);
      word = '';
    }
    if (letter || digit) word += character.toLowerCase();
    previous = character;
  }
  if (word !== '') words.push(word);
  return words;
}

/** `name` may be in any case and joined by `_`, `-`, `.` or humps. */
export function nameStrength(name: string): NameStrength | null {
  const words = wordsOf(name);
  if (words.at(-1) === 'string' && words.at(-2) === 'connection') return 'secret';
  while (words.length > 1 && (trailing.has(words.at(-1) ?? '') || Number.isInteger(Number(words.at(-1))))) words.pop();
  const last = (words.at(-1) ?? '').replace(/[0-9]{1,3}$/, '');
  const before = words.at(-2) ?? '';
  const endsWith = (word: string): boolean => last.length > word.length && last.endsWith(word);
  if (passwords.has(last) || endsWith('password') || endsWith('passwd') || endsWith('passphrase')) return 'password';
  if (secrets.has(last) || secretsMore.has(last)) return openKinds.has(before) ? 'vague' : 'secret';
  if (endsWith('apikey') || endsWith('secret') || endsWith('token') || endsWith('secretkey')) return 'secret';
  if (last === 'key' || last === 'keys') {
    if (openKinds.has(before)) return null;
    return keyKinds.has(before) ? 'secret' : 'vague';
  }
  return vague.has(last) || vagueMore.has(last) ? 'vague' : null;
}
