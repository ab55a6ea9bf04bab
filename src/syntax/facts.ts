// The plain numbers about one place in a parsed text. Reads the tree; never parses.
import type { Node, QueryCapture, QueryOptions, Tree } from 'web-tree-sitter';
import type { EnclosingScope, SyntaxFacts } from '../core/syntaxPort';
import { emptyBlock } from './emptyBlock';
import type { LoadedLanguage } from './loadedLanguage';
import { BLOCK, CLASS, COMMENT, FUNCTION, HOLE, STRING } from './nodeKinds';
import { nodePath, type Step } from './nodePath';
import { largeFunction, matchLimit, outlineNames, type Outline } from './outline';
import { parseErrors } from './parseErrors';
import { scopeName } from './scopeName';

export interface Parsed {
  readonly loaded: LoadedLanguage;
  /** What the tree was parsed from: a window of the file. */
  readonly text: string;
  readonly tree: Tree;
  readonly outline: Outline;
}

/** Offsets are UTF-16 units into the window. */
export interface Place {
  readonly offset: number;
  readonly selection?: { readonly start: number; readonly end: number };
}

/** Where there is no function, this much of the file around the place is counted. UTF-16 units. */
const withoutFunction = 32_768;
const mostNames = 50;

interface Span {
  readonly node: Node;
  readonly start: number;
  readonly end: number;
}

function isBlank(text: string): boolean {
  return text.trim() === '';
}

/** Steps whose code goes on at the place, although the last of it stands before: indentation alone says so. */
function indentedPath(path: readonly Step[], text: string, offset: number): readonly Step[] {
  const column = offset - (text.lastIndexOf('\n', offset - 1) + 1);
  const columnOf = (index: number): number => {
    const lineStart = text.lastIndexOf('\n', index - 1) + 1;
    return index - lineStart;
  };
  return path.filter((step, i) => i === 0 || (columnOf(step.start) < column && step.end <= offset));
}

function scopePath(parsed: Parsed, { offset }: Place): readonly Step[] {
  const { text, tree, loaded } = parsed;
  const at = nodePath(tree, loaded.kinds, offset);
  if (loaded.language.blockStyle !== 'colon') return at;
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  if (offset === lineStart || !isBlank(text.slice(lineStart, offset))) {
    return at.length > 1 || offset === 0 ? at : nodePath(tree, loaded.kinds, offset - 1);
  }
  const last = text.slice(0, offset).trimEnd().length - 1;
  if (last < 0) return at;
  const indented = indentedPath(nodePath(tree, loaded.kinds, last), text, offset);
  const deeper = indented.filter((step) => step.mask & (FUNCTION | CLASS)).length;
  return deeper > at.filter((step) => step.mask & (FUNCTION | CLASS)).length ? indented : at;
}

function scopesOn(path: readonly Step[], parsed: Parsed): EnclosingScope[] {
  return path.flatMap(({ node, mask }) =>
    node === null
      ? []
      : [
          {
            kind: mask & FUNCTION ? ('function' as const) : ('class' as const),
            name: scopeName(node, parsed.text),
            startLine: node.startPosition.row + 1,
            endLine: node.endPosition.row + 1,
          },
        ],
  );
}

/** Inside a comment, or inside the text of a string, at the place. */
function literalAt(path: readonly Step[], text: string, offset: number): 'comment' | 'string' | null {
  for (const step of path.toReversed()) {
    if (step.mask & (HOLE | BLOCK | FUNCTION)) return null;
    if (step.start >= offset) continue;
    if (step.mask & COMMENT) {
      const closed = text.slice(step.start, step.end);
      return offset < step.end || !/(\*\/|-->|\*\)|-\}|\]\])$/.test(closed) ? 'comment' : null;
    }
    if (step.mask & STRING) {
      const quote = text.charAt(step.end - 1);
      const open = step.end - step.start < 2 || !'\'"`»)]}/|'.includes(quote);
      return offset < step.end || open ? 'string' : null;
    }
  }
  return null;
}

function spanOf(parsed: Parsed, functions: readonly Step[], offset: number): Span {
  const node = functions.at(-1)?.node ?? parsed.tree.rootNode;
  const half = (functions.length > 0 ? largeFunction : withoutFunction) / 2;
  const start = Math.max(node.startIndex, offset - half);
  return { node, start, end: Math.max(start, Math.min(node.endIndex, offset + half)) };
}

function capturesIn(parsed: Parsed, span: Span): readonly QueryCapture[] {
  const whole = span.start <= span.node.startIndex && span.end >= span.node.endIndex;
  const options: QueryOptions = whole ? { matchLimit } : { matchLimit, startIndex: span.start, endIndex: span.end };
  return parsed.loaded.body?.captures(span.node, options) ?? [];
}

/** Deepest nesting of nodes that are given in the order of their starts. */
function deepestNesting(blocks: readonly Node[]): number {
  const ends: number[] = [];
  let deepest = 0;
  for (const block of blocks) {
    while ((ends.at(-1) ?? Infinity) <= block.startIndex) ends.pop();
    ends.push(block.endIndex);
    deepest = Math.max(deepest, ends.length);
  }
  return deepest;
}

/** Names used in a range, each once, without members of other things, imports and tags that are no names. */
function namesUsed(captures: readonly QueryCapture[], text: string, start: number, end: number): ReadonlySet<string> {
  const skipped = new Set<number>();
  const names = new Map<number, string>();
  let importEnd = -1;
  for (const { name, node } of captures) {
    const from = node.startIndex;
    if (name === 'import') importEnd = Math.max(importEnd, node.endIndex);
    if (name === 'member') skipped.add(from);
    if (name === 'tag' && /^[a-z]/.test(text.charAt(from))) skipped.add(from);
    if (name !== 'reference' || from < importEnd || from < start || from >= end) continue;
    names.set(from, text.slice(from, node.endIndex));
  }
  for (const from of skipped) names.delete(from);
  return new Set(names.values());
}

export function factsAt(parsed: Parsed, place: Place): SyntaxFacts {
  const { text, tree, loaded, outline } = parsed;
  const { offset, selection } = place;
  const touching = nodePath(tree, loaded.kinds, Math.max(0, offset - 1));
  const path = scopePath(parsed, place);
  const literal = literalAt(touching, text, offset);
  const wordBefore = /[\w$]/.test(text.charAt(offset - 1));
  const kindPath = literal !== null || wordBefore ? touching : path;
  const functions = path.filter(
    ({ mask, start, end }) =>
      mask & FUNCTION && (selection === undefined || (start <= selection.start && end >= selection.end)),
  );
  const span = spanOf(parsed, functions, offset);
  const captures = capturesIn(parsed, span);
  const count = (name: string): number => captures.filter((capture) => capture.name === name).length;
  const { errors, missing } = parseErrors(span.node);
  const nesting = deepestNesting(captures.filter(({ name }) => name === 'block').map(({ node }) => node));

  const outermost = functions.find((step) => step.end - step.start <= largeFunction)?.node;
  const local = outermost && loaded.outline ? outlineNames(loaded.outline, outermost, text, true) : null;
  const localNames = new Set(local?.definitions);
  const localImports = new Set(local?.imported);
  const aim = selection ?? span;
  const selected = selection === undefined || (selection.start >= span.start && selection.end <= span.end);
  const used = namesUsed(
    selected ? captures : capturesIn(parsed, { node: tree.rootNode, ...aim }),
    text,
    aim.start,
    aim.end,
  );
  const identifiers = { local: 0, imported: 0, unknown: 0 };
  const importedNames: string[] = [];
  const unknownNames: string[] = [];
  for (const name of used) {
    if (outline.imported.has(name) || localImports.has(name)) {
      identifiers.imported++;
      if (importedNames.length < mostNames) importedNames.push(name);
    } else if (localNames.has(name) || outline.definitions.has(name)) identifiers.local++;
    else if (!loaded.builtins.has(name)) {
      identifiers.unknown++;
      if (unknownNames.length < mostNames) unknownNames.push(name);
    }
  }
  const lines = functions.length > 0 ? span.node : tree.rootNode;
  const scopes = scopesOn(path, parsed);
  const inClass = scopes.findLast((scope) => scope.kind === 'class');
  return {
    nodeKind: kindPath.findLast((step) => step.named)?.kind ?? '',
    inComment: literal === 'comment',
    inString: literal === 'string',
    emptyBlock:
      literal === null &&
      emptyBlock(loaded.language.blockStyle, text, offset, (brace) => {
        const around = nodePath(tree, loaded.kinds, brace).findLast((step) => step.named);
        return around === undefined || !/object|dict|set|map|literal|initializer|pattern|import/.test(around.kind);
      }),
    errorNodes: errors,
    missingNodes: missing,
    depth: kindPath.length - 1,
    functionLines: lines.endPosition.row - lines.startPosition.row + 1,
    classLines: inClass === undefined ? 0 : inClass.endLine - inClass.startLine + 1,
    branches: count('branch'),
    loops: count('loop'),
    exceptions: count('exception'),
    asyncConstructs: count('async'),
    nesting: functions.length > 0 ? Math.max(0, nesting - 1) : nesting,
    imports: outline.sources,
    identifiers,
    importedNames,
    unknownNames,
    scopes,
  };
}
