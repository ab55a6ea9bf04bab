// Cuts a text at its cursor mark.
export function atCursor(text: string): { prefix: string; suffix: string } {
  const at = text.indexOf('█');
  if (at < 0) throw new Error('no █ in the text');
  return { prefix: text.slice(0, at), suffix: text.slice(at + 1) };
}
