// Of the files that the failure leads to, the functions that speak of what it speaks of. Also ranks files by their paths
// where nothing leads to them. Reads nothing itself.
import { isTestPath } from '../stackTrace/rankFrames';
import { codeRanges } from './codeRanges';
import type { Definition } from './definitionsOf';
import { likenesses, type FailureWords } from './likeness';
import { familyOfPath } from './languageOfPath';
import type { Candidate } from './packPieces';
import { textOf, type SourceFile } from './sourceFiles';

/** A file that was visited, and how much it matters (0 to 1). */
export interface Reached {
  readonly file: SourceFile;
  readonly weight: number;
}

const most = 120;
const perFile = 8;
const longestShown = 50;
const longestRead = 300;
const head = 24;
/** Of the best one's score: less is chance. */
const leastLike = 0.05;
const ofFailure = 44;
const ofFile = 16;

/** Candidates with reason `similar`, and `import` for the beginning of files that hold nothing alike. */
export function findSimilar(
  words: FailureWords,
  reached: readonly Reached[],
  known: readonly Candidate[],
): readonly Candidate[] {
  const shown = new Set(known.map((candidate) => placeOf(candidate.path, candidate.startLine)));
  const sources = reached.filter(({ file }) => !isTestPath(file.path));
  const documents = sources.flatMap(({ file, weight }) =>
    file.definitions
      .filter((definition) => isWhole(definition, file))
      .map((definition) => ({
        file,
        weight,
        definition,
        title: definition.name,
        text: `${file.path.slice(0, file.path.lastIndexOf('.'))} ${textOf(file, definition.startLine, Math.min(definition.endLine, definition.startLine + longestRead))}`,
      })),
  );
  const scores = likenesses(words, documents);
  const highest = Math.max(...scores, Number.MIN_VALUE);
  const ranked = documents
    .map((document, at) => ({ ...document, like: (scores[at] ?? 0) / highest }))
    .filter(({ like }) => like > 0)
    .toSorted((a, b) => b.like - a.like);
  const count = new Map(known.map((candidate) => [candidate.path, 1]));
  const found: Candidate[] = [];
  for (const { file, weight, definition, like } of ranked) {
    const before = count.get(file.path) ?? 0;
    // Every file's best is kept: it stands for the file.
    if (before >= perFile || (before > 0 && (like < leastLike || found.length >= most))) continue;
    count.set(file.path, before + 1);
    const { startLine } = definition;
    if (shown.has(placeOf(file.path, startLine))) continue;
    const score = ofFailure * like * (0.4 + 0.6 * Math.sqrt(weight)) + (before === 0 ? ofFile * weight : 0);
    for (const range of codeRanges(file, definition, longestShown)) {
      found.push({ path: file.path, ...range, line: range.startLine, reason: 'similar', score });
    }
  }
  for (const { file, weight } of sources) {
    if (count.has(file.path)) continue;
    const endLine = Math.min(file.lines.length, head);
    found.push({ path: file.path, startLine: 1, endLine, line: 1, reason: 'import', score: ofFile * weight });
  }
  return found;
}

function placeOf(path: string, line: number): string {
  return `${path}:${line}`;
}

/** Functions, and classes that are all there is: a class's methods stand for it. */
function isWhole(definition: Definition, file: SourceFile): boolean {
  if (definition.kind === 'value') return definition.endLine > definition.startLine;
  if (definition.kind === 'function') return true;
  return !file.definitions.some(
    (inner) =>
      inner !== definition &&
      inner.kind === 'function' &&
      inner.startLine > definition.startLine &&
      inner.endLine <= definition.endLine,
  );
}

/** Sources of the family of `near` whose paths speak of the failure, best first. */
export function similarPaths(words: FailureWords, files: readonly string[], near: string, count: number): string[] {
  const family = familyOfPath(near);
  const sources = files.filter((path) => familyOfPath(path) === family && !isTestPath(path));
  const scores = likenesses(
    words,
    sources.map((path) => ({ title: path.slice(0, path.lastIndexOf('.')), text: '' })),
  );
  return sources
    .map((path, at) => ({ path, score: scores[at] ?? 0 }))
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score)
    .slice(0, count)
    .map(({ path }) => path);
}
