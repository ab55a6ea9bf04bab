// Swift's two printed backtraces: the standard library's crash log and the run time's own (SE-0419). One line at a time.
import { digitsEnd, readLocation, type Location } from '../scanText';

/**
 * `3    shop   0x55d0 closure #1 in f() at /src/a.swift:14` and `0 [ra] [inlined] 0x55d0 f() + 44 in shop at /src/a.swift:14:9`.
 * Null where the line is neither, or names no Swift file.
 */
export function readSwiftFrame(trimmed: string): (Location & { readonly function: string }) | null {
  const number = digitsEnd(trimmed, 0);
  const address = trimmed.indexOf(' 0x');
  const at = trimmed.lastIndexOf(' at ');
  if (number === 0 || trimmed.charAt(number) !== ' ' || at < address) return null;
  const place = readLocation(trimmed.slice(at + 4));
  if (address < 0) {
    // The run time's own leaves the address out where it is asked to be brief.
    const named = trimmed.slice(number + 1, Math.max(number + 1, at));
    if (place?.file.endsWith('.swift') !== true || !named.includes(' in ')) return null;
    return { ...place, function: withoutOffset(withoutModule(named)) };
  }
  const end = trimmed.indexOf(' ', address + 1);
  if (place?.file.endsWith('.swift') !== true || end < 0 || end >= at) return null;
  const between = trimmed.slice(number, address).trim();
  // The crash log has the module before the address, the run time behind the function.
  const called = trimmed.slice(end + 1, at);
  const ownsModule = between !== '' && !between.startsWith('[');
  return { ...place, function: withoutOffset(ownsModule ? called : withoutModule(called)) };
}

function withoutModule(called: string): string {
  const at = called.lastIndexOf(' in ');
  return at < 0 ? called : called.slice(0, at);
}

/** `main + 120` */
function withoutOffset(called: string): string {
  const plus = called.lastIndexOf(' + ');
  return plus >= 0 && digitsEnd(called, plus + 3) === called.length ? called.slice(0, plus) : called;
}
