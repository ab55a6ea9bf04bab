// How the statements and names of a text go together with the code around it: lines that nothing reaches, names that nothing uses, names
// that the code below waits for. Free features for the judge, from the text alone and without a grammar. Gives facts, no verdict.
import type { Signals } from '../task';
import { atCode, walkCode, type LexState } from './codeWalk';
import type { LanguageTraits } from './language';
import { indentWidth, isBlank, leadingWord } from './lines';
import { isName, namesBrought, signsOf } from './namesBrought';
import { perPlace } from './perPlace';
import { firstNonBlank, type Place } from './place';

/** Lines below that are read for names: those of a function, and no whole file. */
const linesBelow = 40;

/**
 * `fit.unreachable`: flag. `fit.unusedNames`: names that the text brings and nothing reads. `fit.namesOwed`: names that the code below
 * reads and neither it, the code above nor the text brings. All absent inside strings and comments, and where there are no statements.
 * @param prefix all that is known above, also what the place leaves out
 */
export function flowSignals(text: string, place: Place, prefix: string): Signals {
  const { traits, before } = place;
  if (traits.style === 'free' || before.state.quote !== null || before.state.comment !== null) return {};
  const inserted = codeOf(text, traits, atCode);
  const isCode = inserted.state.quote === null && inserted.state.comment === null;
  const [rest = '', ...below] = isCode ? codeBelow(place) : readBelow(place, inserted.state);
  const whole = place.linePrefix + inserted.code;
  const next = isBlank(rest) ? firstNonBlank(below) : undefined;
  const lines = whole.split('\n').filter((line) => !isBlank(line));
  return {
    'fit.unreachable': hasUnreachable(next === undefined ? lines : [...lines, next], place) ? 1 : 0,
    ...nameFlow(whole + rest, isCode ? null : below, place, prefix),
  };
}

/** The rest of the cursor's line and those below, as code; the text ends in this state. */
function readBelow({ lineSuffix, below, traits }: Place, state: LexState): readonly string[] {
  return codeOf([lineSuffix, ...below.slice(0, linesBelow)].join('\n'), traits, state).code.split('\n');
}

const codeBelow = perPlace((place) => readBelow(place, atCode));
/** By the depth of the text. */
const readAtDepth = perPlace(() => new Map<number, Set<string>>());

function namesReadBelow(place: Place, depth: number): Set<string> {
  const known = readAtDepth(place);
  const names = known.get(depth) ?? namesRead(codeBelow(place).slice(1), depth);
  known.set(depth, names);
  return names;
}

const namesAbove = perPlace(({ prefix }) => new Set(namesOf(prefix)));
const namesAfter = perPlace(({ suffix }) => new Set(namesOf(suffix)));

/** Without comments and what stands in strings; every line keeps its place. */
function codeOf(
  text: string,
  traits: LanguageTraits,
  start: LexState,
): { readonly code: string; readonly state: LexState } {
  const signs: string[] = [];
  const state = walkCode(
    text,
    traits,
    start,
    (char, at) => {
      if (signs.length < at) signs.push(/["'`]/.test(text.charAt(signs.length)) ? '"' : ' ');
      while (signs.length < at) signs.push(' ');
      signs.push(char);
    },
    true,
  );
  return { code: signs.join(''), state };
}

const jump = /^\s*(?:return|break|continue|throw|raise)\b/;
const goesOn = /(?:[([{,:=&|?+]|=>)\s*$/;
const continued = /^\s*[.?:&|+*\-/]/;

/** A jump with a line of the same depth right below it, which neither goes on with it nor ends its block. */
function hasUnreachable(code: readonly string[], place: Place): boolean {
  return code.some((line, i) => {
    const below = code[i + 1];
    if (below === undefined || !jump.test(line) || goesOn.test(line) || continued.test(below)) return false;
    return indentWidth(below) === indentWidth(line) && !endsBlock(below, place);
  });
}

const ends = new Set(['case', 'default', 'end', 'fi', 'done', 'esac']);

function endsBlock(code: string, { traits }: Place): boolean {
  const text = code.trimStart();
  const word = leadingWord(text);
  return /^(?:[)\]}]|<\/)/.test(text) || ends.has(word) || traits.clauses.includes(word);
}

const namesOf = (text: string): string[] => text.match(/[\p{L}_$][\p{L}\p{N}_$]*/gu) ?? [];

/**
 * Where a plain name is a variable of this file, and a member of a class never goes by its name alone. Elsewhere a name that stands
 * nowhere may be an inherited field or a macro.
 */
const plainNames = new Set(
  'javascript javascriptreact typescript typescriptreact python php go rust java csharp'.split(' '),
);

/** `below`: null where it is the code below the place as it is. */
function nameFlow(text: string, below: readonly string[] | null, place: Place, prefix: string): Signals {
  const depth = indentWidth(text);
  if (!plainNames.has(place.languageId) || !insideFunction(place, depth)) return {};
  const above = namesAbove(place);
  const isKnown = (one: string): boolean => above.has(one) || (place.prefixCut && prefix.includes(one));
  const after = namesAfter(place);
  const own = new Set<string>();
  const again = new Set<string>();
  for (const word of namesOf(text)) (own.has(word) ? again : own).add(word);
  const fresh = new Set(statements(text.split('\n')).flatMap((signs) => [...namesBrought(signs)]));
  const read = below === null ? namesReadBelow(place, depth) : namesRead(below, depth);
  return {
    'fit.unusedNames': [...fresh].filter(
      (one) => isVariable(one) && !isKnown(one) && !after.has(one) && !again.has(one),
    ).length,
    'fit.namesOwed': [...read].filter((one) => !isKnown(one) && !own.has(one)).length,
  };
}

const typeWords = new Set('class interface struct enum namespace module trait impl type'.split(' '));

/** By the nearest line above that stands further out: a member of a class, a file's own names and a list's items are read from elsewhere. */
function insideFunction({ above, before, traits }: Place, depth: number): boolean {
  const inner = before.missing[0];
  if (inner !== undefined && (inner !== '}' || traits.style === 'indent')) return false;
  const head = above.findLast(
    (line) => !isBlank(line) && indentWidth(line) < depth && !/^\s*[)\]}]+[;,]?\s*$/.test(line),
  );
  if (head === undefined) return false;
  const [beginning = ''] = head.split(/[=(:{<]/, 1);
  return !beginning.split(/\s+/).some((word) => typeWords.has(word));
}

/** Types begin with a capital nearly everywhere, and come from anywhere. */
const isVariable = (one: string): boolean => !/^\p{Lu}/u.test(one);

/** The signs of each statement: lines are one as long as a parenthesis is open. */
function statements(code: readonly string[]): string[][] {
  const all: string[][] = [];
  let depth = 0;
  for (const line of code) {
    const signs = signsOf(line);
    const open = depth > 0 ? all.at(-1) : undefined;
    if (open === undefined) all.push(signs);
    else open.push(...signs);
    for (const one of signs)
      if (one === '(' || one === '[') depth++;
      else if (one === ')' || one === ']') depth = Math.max(0, depth - 1);
  }
  return all;
}

/** Statements that bind names in ways of their own: all that stands in them is taken for theirs. */
const binds = new Set('function def lambda func fn catch except import'.split(' '));
const controls = new Set('if for while switch with else elif until unless'.split(' '));

function bindsAll(signs: readonly string[]): boolean {
  const bars = signs.filter((one) => one === '|').length;
  const arrow = signs.some((one, i) => one === '>' && (signs[i - 1] === '=' || signs[i - 1] === '-'));
  return isDefinition(signs) || arrow || bars > 1 || signs.some((one) => binds.has(one));
}

/** `size(int of) {`, but not `if (of) {`. */
function isDefinition(signs: readonly string[]): boolean {
  const block = signs.at(-1) === '{' && signs.includes('(') && !signs.includes('=');
  return block && !signs.some((one) => controls.has(one));
}

const members = new Set('public private protected readonly static abstract override def class'.split(' '));

/**
 * Names that the rest of a block reads before it brings them itself; what is called, a member, a key or a type may be anybody's.
 * @param depth columns before the block's lines
 */
function namesRead(code: readonly string[], depth: number): Set<string> {
  const end = code.findIndex(
    (line) =>
      !isBlank(line) &&
      (indentWidth(line) < depth || (indentWidth(line) === depth && members.has(leadingWord(line.trimStart())))),
  );
  const read = new Set<string>();
  const own = new Set<string>();
  for (const signs of statements(end < 0 ? code : code.slice(0, end))) {
    for (const one of bindsAll(signs) ? signs : namesBrought(signs)) own.add(one);
    signs.forEach((one, i) => {
      const [before = '', after = ''] = [signs[i - 1], signs[i + 1]];
      const anybodys = ['.', '@', ':'].includes(before) || ['(', ':', '!', '"'].includes(after);
      if (isName(one) && isVariable(one) && !anybodys && !own.has(one)) read.add(one);
    });
  }
  return read;
}
