// Base64 to ASCII, for looking inside. Gives up at the first byte that is no text: binary is nobody's password.

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const values = new Map([...alphabet].map((character, value) => [character.charCodeAt(0), value]));
values.set(45, 62);
values.set(95, 63);

/** Standard or URL alphabet, padding optional. Null where the bytes are not printable ASCII, tab or line break. */
export function decodeBase64(text: string): string | null {
  let out = '';
  let bits = 0;
  let held = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 61) break;
    const value = values.get(code);
    if (value === undefined) return null;
    held = ((held << 6) | value) & 0xffffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    const byte = (held >> bits) & 0xff;
    if (byte > 126 || (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13)) return null;
    out += String.fromCharCode(byte);
  }
  return out;
}
