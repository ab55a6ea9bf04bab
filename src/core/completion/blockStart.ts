// One line or many, before anything is generated: does the cursor stand at the start of a block that is still empty?
// By text alone; a parser's verdict, where it is at hand, is better and replaces this.
import { isOpener } from './brackets';
import { atCode, walkCode } from './codeWalk';
import type { LanguageTraits } from './language';
import { indentWidth, isBlank, leadingWord } from './lines';
import { firstNonBlank, type Place } from './place';

/** The code of one line: comments and trailing blanks gone, strings kept only as their place. */
export function codeOfLine(line: string, traits: LanguageTraits): string {
  let code = '';
  const add = (char: string, offset: number): void => {
    code = code.padEnd(offset, '"') + char;
  };
  walkCode(line, traits, atCode, add, true);
  return code.trimEnd();
}

function startsWithOpener(code: string, traits: LanguageTraits): boolean {
  const text = code.trimStart();
  return traits.openers.some((opener) => text.startsWith(opener) && leadingWord(text.slice(opener.length)) === '');
}

/** True where this line's end promises a block below it. */
export function opensBlock(line: string, traits: LanguageTraits): boolean {
  const code = codeOfLine(line, traits);
  const last = code.at(-1);
  if (isOpener(last)) return true;
  if (traits.style === 'indent') return last === ':';
  if (traits.style === 'end') {
    const words = code.split(/\s+/);
    if (words.at(-1) === 'end') return false;
    if (words.at(-1) === 'do' || words.at(-1) === 'then' || code.endsWith('->')) return true;
    if (code.endsWith('|') && words.includes('do')) return true;
    return startsWithOpener(code, traits) && !/[;\s]end\b/.test(code);
  }
  if (code.endsWith('=>') || code.endsWith('->') || isOpeningTag(code)) return true;
  if (traits.style === 'braces') return last === ':' && /^\s*(case\b|default\s*:)/.test(code);
  return last === ':' || code.endsWith(' =');
}

function isOpeningTag(code: string): boolean {
  const text = code.trim();
  return /^<([A-Za-z]|>)/.test(text) && text.endsWith('>') && !text.endsWith('/>') && !text.includes('</');
}

function isClosingLine(line: string, traits: LanguageTraits): boolean {
  const text = line.trimStart();
  const word = leadingWord(text);
  return (
    /^[)\]}]|^<\//.test(text) || word === 'end' || word === 'fi' || word === 'done' || traits.clauses.includes(word)
  );
}

/** The nearest line above that is code: comments between a block's head and the cursor leave the block empty. */
function codeAbove(place: Place): string | undefined {
  let inDocstring: string | null = null;
  return place.above.findLast((line) => {
    const text = line.trim();
    const docstring =
      place.traits.style === 'indent' ? ['"""', "'''"].find((quote) => text.includes(quote)) : undefined;
    if (inDocstring !== null) {
      if (text.includes(inDocstring)) inDocstring = null;
      return false;
    }
    if (docstring !== undefined && (text.startsWith(docstring) || text.endsWith(docstring)) && !text.includes('=')) {
      if (text.split(docstring).length === 2) inDocstring = docstring;
      return false;
    }
    return !isBlank(codeOfLine(line, place.traits).replaceAll('"', '')) || (text !== '' && !isComment(text, place));
  });
}

function isComment(text: string, place: Place): boolean {
  const { lineComments, blockComment } = place.traits;
  return (
    lineComments.some((marker) => text.startsWith(marker)) ||
    (blockComment !== null && text.startsWith(blockComment[0]))
  );
}

export function atEmptyBlock(place: Place): boolean {
  if (place.before.state.quote !== null || place.before.state.comment !== null) return false;
  if (!isBlank(place.linePrefix)) {
    const head = place.linePrefix;
    // `f(`, `[` and `=>` may go on in one line; only their line's end shows that they do not.
    if (/([([]|[=-]>)\s*$/.test(head) || !/^[\s)\]}"'`;,]*$/.test(place.lineSuffix)) return false;
    return opensBlock(head, place.traits) && bodyMissing(place, head);
  }
  if (!isBlank(place.lineSuffix) && !/^\s*[)\]}]+[;,]?\s*$/.test(place.lineSuffix)) return false;
  const head = codeAbove(place);
  return head !== undefined && opensBlock(head, place.traits) && bodyMissing(place, head);
}

function bodyMissing(place: Place, head: string): boolean {
  const next = firstNonBlank(place.below);
  return next === undefined || isClosingLine(next, place.traits) || indentWidth(next) <= indentWidth(head);
}
