// What can be found out about a patch without a model: do the files still parse, do the names exist. Reads no file itself.
import { languageIdOfPath } from '../context/languageOfPath';
import { identifiersOf } from '../judging/signals/names';
import type { SyntaxFacts, SyntaxPort } from '../syntaxPort';
import type { Reason } from '../task';
import type { ChangedFile } from './edit';

export interface VerifyInput {
  readonly files: readonly ChangedFile[];
  readonly syntax: Pick<SyntaxPort, 'facts'>;
  /** Text in which names may be declared elsewhere: the context that was shown to the model. */
  readonly known: string;
}

export interface Verification {
  /** `verified.*` and `unverified.*`, for the user. */
  readonly facts: readonly Reason[];
  /** What speaks against the patch. */
  readonly failures: readonly Reason[];
}

/** Names for the words only. */
const mostNames = 5;

export async function verifyPatch({ files, syntax, known }: VerifyInput): Promise<Verification> {
  const facts: Reason[] = [{ rule: 'verified.applies', weight: 1, data: { files: files.length } }];
  const failures: Reason[] = [];
  const names = new Set<string>();
  const there = identifiersOf([known, ...files.map((file) => file.before)].join('\n'));
  let unparsed = 0;
  for (const file of files) {
    const [before, after] = [await wholeFacts(syntax, file, file.before), await wholeFacts(syntax, file, file.after)];
    if (before === null || after === null) {
      unparsed++;
      continue;
    }
    const errors = errorsOf(after) - errorsOf(before);
    if (errors > 0) failures.push({ rule: 'patch.new-errors', weight: 1, data: { path: file.path, errors } });
    for (const range of file.lines) {
      for (const name of await unknownNames(syntax, file, range, there)) names.add(name);
    }
  }
  if (unparsed > 0) facts.push({ rule: 'unverified.no-grammar', weight: 0, data: { files: unparsed } });
  if (unparsed < files.length && failures.length === 0) facts.push({ rule: 'verified.parses', weight: 1, data: {} });
  if (names.size > 0) {
    const shown = [...names].slice(0, mostNames).join(', ');
    failures.push({ rule: 'patch.unknown-names', weight: 1, data: { names: shown } });
  } else if (unparsed < files.length) facts.push({ rule: 'verified.names', weight: 1, data: {} });
  return { facts, failures };
}

/** A selection of everything lies in no function, so the counts are the file's. */
function wholeFacts(syntax: VerifyInput['syntax'], file: ChangedFile, text: string): Promise<SyntaxFacts | null> {
  return factsOf(syntax, file.path, text, { start: 0, end: text.length });
}

/**
 * Names in a range that are declared nowhere. A range may go over several functions, so what looks unknown in it is asked
 * about once more at its own place, where the names of its function are known.
 */
async function unknownNames(
  syntax: VerifyInput['syntax'],
  { path, after }: ChangedFile,
  range: ChangedFile['lines'][number],
  there: ReadonlySet<string>,
): Promise<string[]> {
  const start = offsetOfLine(after, range.startLine);
  const end = Math.max(start + 1, offsetOfLine(after, range.endLine + 1));
  const facts = await factsOf(syntax, path, after, { start, end });
  const unknown: string[] = [];
  for (const name of facts?.unknownNames ?? []) {
    if (there.has(name) || unknown.length >= mostNames) continue;
    const at = wordAt(after, name, start);
    const here = await factsOf(syntax, path, after, { start: at, end: at + name.length });
    if (here === null || here.unknownNames.includes(name)) unknown.push(name);
  }
  return unknown;
}

/** A long first parse is carried on between requests, so that the next one may find it done. */
const mostTries = 6;

async function factsOf(
  syntax: VerifyInput['syntax'],
  path: string,
  text: string,
  selection: { readonly start: number; readonly end: number },
): Promise<SyntaxFacts | null> {
  const languageId = languageIdOfPath(path);
  const request = { document: `patch:${path}`, languageId, text, offset: selection.start, selection };
  for (let tries = 1; tries < mostTries; tries++) {
    const facts = await syntax.facts(request);
    if (facts !== null) return facts;
  }
  return syntax.facts(request);
}

function errorsOf(facts: SyntaxFacts): number {
  return facts.errorNodes + facts.missingNodes;
}

/** Offset where a line begins, 1-based; the text's end for a line behind the last one. */
function offsetOfLine(text: string, line: number): number {
  let at = 0;
  for (let current = 1; current < line; current++) {
    const next = text.indexOf('\n', at);
    if (next < 0) return text.length;
    at = next + 1;
  }
  return at;
}

/** Where a name stands by itself, not inside another one. It does: the parser has seen it. */
function wordAt(text: string, name: string, from: number): number {
  const inWord = (at: number): boolean => /[\w$]/.test(text.charAt(at));
  let at = text.indexOf(name, from);
  while (at > 0 && (inWord(at - 1) || inWord(at + name.length))) at = text.indexOf(name, at + 1);
  return Math.max(from, at);
}
