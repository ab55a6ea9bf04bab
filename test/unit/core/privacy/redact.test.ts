// Secrets by format, name, place and hard form; what must stay; placeholders that come back; time.
// Secret-looking values are put together here so that none stands in the repository.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { redact, Redactor } from '../../../../src/core/privacy/redact';
import { RestoreStream } from '../../../../src/core/privacy/restoreStream';
import { tried } from '../../../support/tried';

const random = 'Zk3Qw9Xr7Lp2Vt8Bn4Mf6Hs1Dg5Jc0YaTeKqWzRxNvUbPmGh';
const hex = '9f8e7d6c5b4a3021f0e1d2c3b4a59687';
const take = (length: number): string => random.repeat(4).slice(0, length);
const github = `ghp_${take(36)}`;
const password = `${take(9)}!83`;

/** `█` around what must be redacted. */
function check(marked: string): void {
  const [before = '', secret = '', after = ''] = marked.split('█');
  const found = redact(before + secret + after);
  expect(found.text, marked).toMatch(/«secret:[a-z0-9-]+#1»/);
  expect(found.text.replace(/«secret:[a-z0-9-]+#1»/, '█')).toBe(`${before}█${after}`);
}

describe('S1: tokens that identify themselves', () => {
  test.each([
    `const key = "█${github}█";`,
    `(█sk-ant-api03-${take(93)}AA█),`,
    `Incorrect API key provided: █sk-proj-${take(60)}█. You can find`,
    `a█AKIA${'Q7ZP2XWRT4MN6VBK'}█`.replace('a█', ' █'),
    `\\n█AKIA${'Q7ZP2XWRT4MN6VBK'}█\\n`,
    `\u001b[1m█dapi${hex}█\u001b[22m`,
    `url = █https://hooks.slack.com/services/T${'A1B2C3D4'}/B${'A1B2C3D4E5'}/${take(24)}█`,
    `█${take(14)}.atlasv1.${take(65)}█`,
    `bot █7418529630:AA${take(33)}█ ok`,
    `AccountKey=█${take(86)}==█;EndpointSuffix=x`,
    `Cookie: a=b; █eyJ${take(20)}.eyJ${take(40)}.${take(43)}█`,
  ])('%s', check);
});

describe('S1: made up or not, a certain format is kept back', () => {
  const same = 'a'.repeat(36);
  test.each([
    `"openai.apiKey": "█sk-weir-test-${same}█",`,
    `export KEY=█sk-${same}█`,
    `█sk-test-${'0123456789abcdef'}█`,
    `█sk-ant-api03-${same}█`,
    `█ghp_${same}█`,
    `█github_pat_${'0'.repeat(40)}█`,
    `█sk_live_${'1234567890'.repeat(3)}█`,
    `█xoxb-${'1'.repeat(12)}-${'2'.repeat(12)}-${same}█`,
    `█npm_${'abcdefghijklmnopqrstuvwxyz0123456789'}█`,
    `█glpat-${'deadbeef'.repeat(3)}█`,
    `Authorization: Bearer █sk-weir-test-${same}█`,
    `"chat.apiKey": "█sk-only-for-our-tests█",`,
    `GITHUB_TOKEN=█ghp_notOneThatWorks█`,
  ])('%s', check);

  test.each([
    `sk-${'x'.repeat(24)}`,
    `ghp_${'X'.repeat(36)}`,
    'OPENAI_API_KEY=sk-your-key-here',
    '"apiKey": "sk-ant-…"',
    "apiKey: 'sk-example-key-for-docs'",
    "<div class='sk-fading-circle-animation-delay-wrapper'></div>",
    '<Spinner key="sk-cube-grid-wrapper" />',
    "locale: 'sk-SK'",
    `AAAAAAAAAAAAAAAAAAAA${'A'.repeat(60)}`,
  ])('%s says itself that it is none', (text) => expect(redact(text).text).toBe(text));
});

describe('S2: named secrets', () => {
  test.each([
    `DB_PASSWORD=█${password}█\n`,
    `DB_PASSWORD=█letmein█\n`,
    `export API_KEY="█${take(32)}█"`,
    `{\\"clientSecret\\":\\"█${take(40)}█\\"}`,
    `const token = process.env.token ?? '█${take(40)}█';`,
    `key = os.environ.get("API_KEY", "█${take(40)}█")`,
    `<authToken>█${take(40)}█</authToken>`,
    `<add key="ApiKey" value="█${take(40)}█" />`,
    `- name: API_KEY\n  value: █${take(32)}█`,
    `$ deploy --password █${password}█ --force`,
    `machine host login bot password █${password}█`,
    `CREATE USER app WITH PASSWORD '█${password}█';`,
    `ENV SECRET █${take(32)}█`,
    `GET /x?page=2&api_key=█${hex}█&sort=asc`,
    `Server=db;User Id=sa;Password=█hunter22█;`,
    `//registry.example.com/:_authToken=█${take(36)}█`,
    `  password: █${password}█,`,
    `app.config['SECRET_KEY'] = '█${take(32)}█'`,
    `val apiKey: String = "█${take(32)}█"`,
    `password?: string = '█${password}█'`,
    `client.setApiKey("█${take(32)}█")`,
    `LDAP_BIND_PW=█${password}█`,
    `the password is █${password}█`,
    `{"kty":"RSA","n":"AQAB","d":"█${take(80)}█"}`,
    `docker login -u me -p █${password}█`,
    `x = acme_live_${take(30)}`.replace('acme', '█acme') + '█',
  ])('%s', check);
});

describe('S2: credentials by their place', () => {
  test.each([
    `postgres://app:█${take(20)}█@db.internal:5432/prod`,
    `redis://:█${take(24)}█@cache:6379/0`,
    `https://user:█p@ss:w0rd█@host.example/path`,
    `-H 'Authorization: Bearer █${take(40)}█'`,
    `Authorization: Basic █${btoa(`svc:${password}`)}█`,
    `Cookie: theme=dark; session=█${take(48)}█; lang=en`,
    `curl -u bot:█${password}█ https://x.example`,
  ])('%s', check);
});

describe('S3: private keys', () => {
  const lines = [take(64), take(64), `${take(40)}==`];
  const pem = ['-----BEGIN RSA PRIVATE KEY-----', ...lines, '-----END RSA PRIVATE KEY-----'].join('\n');
  test.each([
    `a\n█${pem}█\nb`,
    `const k = "█${pem.replaceAll('\n', '\\n')}█";`,
    `{"x":"█${pem.replaceAll('\n', '\\\\n')}█\\\\n"}`,
    `key: |\n█${pem.replace(/^/gm, '    ')}█\nnext: 1`,
    `█${pem.split('\n').slice(0, 3).join('\n')}█\n`,
    `█${pem.slice(0, 45)}█`,
    `█${pem.split('\n').slice(1).join('\n')}█\nrest`,
    `█${pem.replaceAll('\n', '\r\n')}█\r\n`,
    `+█${pem.replaceAll('\n', '\n+')}█\n unchanged`,
    `█-----BEGIN PGP PRIVATE KEY BLOCK-----\nVersion: 1\n\n${take(64)}\n=aB3d\n-----END PGP PRIVATE KEY BLOCK-----█`,
    `█-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,${hex}\n\n${take(64)}\n-----END RSA PRIVATE KEY-----█`,
  ])('case %#', check);

  test('a cut key does not take the prose behind it', () => {
    const cut = `-----BEGIN PRIVATE KEY-----\n${take(64)}\n`;
    expect(redact(`${cut}and then the text goes on`).text).toBe('«secret:private-key#1»\nand then the text goes on');
  });
});

describe('S4: hard forms', () => {
  const half = [github.slice(0, 20), github.slice(20)];
  const percent = [...github].map((c) => `%${c.charCodeAt(0).toString(16)}`).join('');
  test.each([
    `const k = '█${half.join("' + '")}█';`,
    `k = ("█${half.join('"\n     "')}█")`,
    `key: █${half.join('\u200b')}█`,
    `key: █${half.join('\\\n')}█`,
    `key: █${half.join('\\\n    ')}█\n`,
    `?t=█${percent}█&x=1`,
    `b64: █${btoa(github)}█`,
    `b64: █${btoa(`${github}:`)}█, then`,
    `{"k": "█${half.join('\\u0041')}█"}`,
  ])('case %#', check);

  test('a run of any length in base64: the piece that holds the token goes', () => {
    const run = btoa(`${'lines of a log. '.repeat(1536)}${github} ${'and so on. '.repeat(500)}`);
    const { text } = redact(run);
    expect(text).toContain(run.slice(0, 16_384));
    expect(text).not.toContain(btoa(github).slice(4, 40));
    expect(text).toMatch(/«secret:[a-z-]+#1»/);
  });

  test('a token that a terminal broke at the line’s end', () => {
    check(`█sk-proj-${take(40)}\n${take(30)}█\nnext line`);
    check(`█sk-proj-${take(40)}█\nconstructor follows`);
  });
});

describe('S5: what must stay', () => {
  test.each([
    'const token = await getToken();',
    'type CommaToken = CommaToken$1;',
    "password: 'string'",
    'let creds: AnthropicCredentials;',
    'secretKey: z.string().min(32)',
    'api_key: YOUR_API_KEY_HERE',
    'Authorization: Bearer ${token}',
    'password = "prefix-${user.name}-v2"',
    'apiKey: `key-${env.REGION}-Zk3Qw9Xr7Lp2`',
    'postgres://app:pw-${DB_PASS_9}@db.internal/main',
    "secret: 'svc-{{ .Values.password }}-x9'",
    'postgres://user:password@localhost/test',
    "if (pem.startsWith('-----BEGIN RSA PRIVATE KEY-----')) return 'rsa';",
    'commit 9fceb02d0ae598e95dc970b74767f19372d61af8',
    `"integrity": "sha512-${take(86)}=="`,
    'hash = sha256Base64url(token)',
    'tokenType: "access_token_v2"',
    'ghp_[0-9A-Za-z]{36}',
    'AKIAIOSFODNN7EXAMPLE',
    'config = { publicKey: utf8Decoder, primaryKey: true }',
    'the password must have 8 characters',
    "credential.getToken('499b84ac-1321-427f-aa17-267ca6975798/.default')",
    'const the_token_identifierOfTheUserThatAsked = 1;',
    'url: https://example.com:8080/a@b',
  ])('%s', (text) => expect(redact(text).text).toBe(text));
});

describe('S6: placeholders', () => {
  test('one secret has one placeholder in a session, and comes back', () => {
    const session = new Redactor();
    expect(session.redact(`a=${github}`).text).toBe('a=«secret:github-pat#1»');
    expect(session.redact(`ghp_${take(37).slice(1)} ${github}`).text).toBe(
      '«secret:github-pat#2» «secret:github-pat#1»',
    );
    expect(session.restore('use «secret:github-pat#1», not «secret:github-pat#9»')).toBe(
      `use ${github}, not «secret:github-pat#9»`,
    );
    expect(new Redactor().restore('«secret:github-pat#1»')).toBe('«secret:github-pat#1»');
  });

  test('a placeholder that the user wrote is given to no secret', () => {
    const session = new Redactor();
    const text = `doc: «secret:github-pat#1» and ${github}`;
    expect(session.redact(text).text).toBe('doc: «secret:github-pat#1» and «secret:github-pat#2»');
    expect(session.restore(session.redact(text).text)).toBe(text);
  });

  test('redacting twice changes nothing, restoring gives the text back, spans point at the secrets', ({ task }) => {
    const many = 2000;
    tried(task, many);
    const secret = fc.constantFrom(
      github,
      `password="${password}"`,
      `postgres://a:${take(20)}@h`,
      `sk-ant-api03-${take(80)}`,
    );
    const filler = fc.oneof(
      fc.string({ maxLength: 30 }),
      fc.constantFrom(
        '\n',
        'const x = 1;',
        '"',
        "' + '",
        '«secret:x#1»',
        '\u200b',
        '%41',
        '-----BEGIN PRIVATE KEY-----\n',
      ),
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(secret, filler), { maxLength: 12 }), (parts) => {
        const text = parts.join('');
        const session = new Redactor();
        const once = session.redact(text);
        expect(session.restore(once.text)).toBe(text);
        let rebuilt = '';
        let from = 0;
        for (const [start, end] of once.spans) {
          expect(start).toBeGreaterThanOrEqual(from);
          expect(end).toBeGreaterThan(start);
          rebuilt += `${text.slice(from, start)}█`;
          from = end;
        }
        expect((rebuilt + text.slice(from)).split('█').length).toBe(
          once.spans.length + 1 + (text.split('█').length - 1),
        );
      }),
      { numRuns: many },
    );
  });

  test('an answer in pieces is restored wherever it is cut', () => {
    const session = new Redactor();
    const { text } = session.redact(`« a ${github} b ${password} » c «`);
    for (let cut = 1; cut < text.length; cut++) {
      const stream = new RestoreStream(session);
      let out = '';
      for (let i = 0; i < text.length; i += cut) out += stream.push(text.slice(i, i + cut));
      expect(out + stream.end()).toBe(session.restore(text));
    }
    const stream = new RestoreStream(session);
    expect(stream.push('plain text')).toBe('plain text');
  });
});
