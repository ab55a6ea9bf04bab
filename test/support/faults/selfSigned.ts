// Makes certificates, so that no private key stands in the repository: self-signed ones, and authorities that issue others. Just
// enough DER for a TLS server.
import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';

export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

export interface Authority {
  /** What a client has to trust. */
  readonly cert: string;
  issue(host: string): Certificate;
  /** An authority below this one; what it issues carries its own certificate along. */
  below(name: string): Authority;
}

/** `days` from now until it ends; negative has ended. */
export function selfSigned(host: string, days: number): Certificate {
  const keys = keyPair();
  return { key: pemOf(keys.privateKey), cert: certificate(host, keys.publicKey, { name: host, ...keys }, days, false) };
}

export function certificateAuthority(name: string, above?: Signer & { readonly chain: string }): Authority {
  const keys = keyPair();
  const own = { name, ...keys };
  const cert = certificate(name, keys.publicKey, above ?? own, 30, true);
  const chain = above === undefined ? '' : cert + above.chain;
  return {
    cert,
    issue(host) {
      const leaf = keyPair();
      return { key: pemOf(leaf.privateKey), cert: certificate(host, leaf.publicKey, own, 30, false) + chain };
    },
    below: (child) => certificateAuthority(child, { ...own, chain }),
  };
}

interface Signer {
  readonly name: string;
  readonly privateKey: KeyObject;
}

const keyPair = (): { publicKey: KeyObject; privateKey: KeyObject } =>
  generateKeyPairSync('ec', { namedCurve: 'P-256' });
const pemOf = (key: KeyObject): string => key.export({ type: 'pkcs8', format: 'pem' }).toString();

function certificate(subject: string, key: KeyObject, issuer: Signer, days: number, authority: boolean): string {
  const ecdsaSha256 = seq(oid([0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02]));
  const end = Date.now() + days * 86_400_000;
  const extension = authority
    ? seq(oid([0x55, 0x1d, 0x13]), tlv(0x01, Buffer.from([0xff])), tlv(0x04, seq(tlv(0x01, Buffer.from([0xff])))))
    : seq(oid([0x55, 0x1d, 0x11]), tlv(0x04, seq(altName(subject))));
  const body = seq(
    tlv(0xa0, tlv(0x02, Buffer.from([2]))),
    // Positive, and another for each certificate of one issuer.
    tlv(0x02, Buffer.from([1, ...crypto.getRandomValues(new Uint8Array(7))])),
    ecdsaSha256,
    nameOf(issuer.name),
    seq(time(end - 30 * 86_400_000 - 3_600_000), time(end)),
    nameOf(subject),
    key.export({ type: 'spki', format: 'der' }),
    tlv(0xa3, seq(extension)),
  );
  const signature = tlv(0x03, Buffer.concat([Buffer.from([0]), sign('sha256', body, issuer.privateKey)]));
  const lines =
    seq(body, ecdsaSha256, signature)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}

const nameOf = (text: string): Buffer => seq(set(seq(oid([0x55, 0x04, 0x03]), tlv(0x0c, Buffer.from(text)))));
const altName = (host: string): Buffer =>
  /^\d/.test(host) ? tlv(0x87, Buffer.from(host.split('.').map(Number))) : tlv(0x82, Buffer.from(host));

function tlv(tag: number, value: Buffer): Buffer {
  const { length } = value;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...size]), value]);
}

const seq = (...parts: Buffer[]): Buffer => tlv(0x30, Buffer.concat(parts));
const set = (...parts: Buffer[]): Buffer => tlv(0x31, Buffer.concat(parts));
const oid = (bytes: readonly number[]): Buffer => tlv(0x06, Buffer.from(bytes));

/** UTCTime: `YYMMDDhhmmssZ`. */
function time(at: number): Buffer {
  const text = new Date(at).toISOString().replace(/[-:T]/g, '').slice(2, 14);
  return tlv(0x17, Buffer.from(`${text}Z`));
}
