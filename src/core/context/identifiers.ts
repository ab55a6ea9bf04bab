// The names that a piece of code speaks of, without the languages' own words. Knows no grammar.
import { isDigit, isWord } from '../stackTrace/scanText';

const common = new Set(
  (
    'if else for while do switch case break continue return throw throws try catch finally new delete typeof instanceof in of ' +
    'function class extends implements interface enum const let var import export from default async await yield static get ' +
    'set public private protected readonly abstract void null undefined true false this super def lambda pass raise except ' +
    'with as is not and or None True False self cls elif global nonlocal assert print func package type struct map chan go ' +
    'defer select range nil string int bool float error fn pub mut impl trait mod use crate match where loop ref move dyn ' +
    'unsafe Some Ok Err Option Result Vec String usize u8 u32 u64 i32 i64 final boolean double long char byte short Object ' +
    'Integer override fun val when object data require module exports end begin rescue ensure unless then puts expect it ' +
    'describe test toBe toEqual beforeEach afterEach console log Array Promise Error Math JSON number any unknown never ' +
    'namespace using std include define template typename auto unsigned signed size_t len append list dict tuple str ' +
    'isinstance the to be a an i j k x y n e v'
  ).split(' '),
);

/** Names in the order of their first appearance, with how often they appear. */
export function identifiersOf(text: string): Map<string, number> {
  const found = new Map<string, number>();
  let at = 0;
  while (at < text.length) {
    if (!isWord(text.charAt(at))) {
      at += 1;
      continue;
    }
    const start = at;
    while (at < text.length && isWord(text.charAt(at))) at += 1;
    const name = text.slice(start, at);
    if (name.length < 2 || name.length > 80 || isDigit(name.charAt(0)) || common.has(name)) continue;
    found.set(name, (found.get(name) ?? 0) + 1);
  }
  return found;
}
