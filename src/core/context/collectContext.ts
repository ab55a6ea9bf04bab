// Gathers what explains a failure: the frames' functions, what their names mean in the files they import, and what the
// editor knows. Reads only through the caller's ports; says of each piece why it is there.
import { isTestPath, rankFrames } from '../stackTrace/rankFrames';
import type { CollectedContext, ContextInput, LocatedRange } from './contextInput';
import { enclosingRange } from './enclosingRange';
import { findDefinitions, type Seed } from './findDefinitions';
import { findSimilar } from './findSimilar';
import { identifiersOf } from './identifiers';
import { Interest } from './interest';
import { FailureWords } from './likeness';
import { mentionedIn } from './mentioned';
import { piecesInBudget, type Candidate } from './packPieces';
import { SourceFiles, textOf } from './sourceFiles';

const maximumFrames = 24;
const mentionedWeight = 0.5;

/**
 * The pieces that fit `budgetTokens`, most useful first.
 * Reasons: `frame`, `caller`, `definition`, `reference`, `import`, `diagnostic`, `recent-edit`, `similar`, `focus`.
 */
export async function collectContext(input: ContextInput, budgetTokens: number): Promise<CollectedContext> {
  const files = new SourceFiles(input);
  const interest = new Interest();
  const words = new FailureWords();
  const candidates: Candidate[] = [];
  const seeds: Seed[] = [];
  await addFrames(input, files, interest, words, candidates, seeds);
  if (input.focus !== undefined) await addRange(input.focus, 'focus', 95, files, interest, candidates, seeds);
  addWords(input, interest, words);
  addMentioned(input, words, seeds);
  for (const definition of input.definitions ?? []) {
    await addRange(definition, 'definition', 80, files, interest, candidates, seeds);
  }
  for (const reference of input.references ?? []) {
    await addRange(reference, 'reference', 45, files, interest, candidates, seeds);
  }
  for (const diagnostic of input.diagnostics ?? []) {
    const score = diagnostic.severity === 'error' ? 70 : diagnostic.severity === 'warning' ? 30 : 10;
    await addRange(diagnostic, 'diagnostic', score, files, interest, candidates, seeds);
  }
  let age = 0;
  for (const change of input.recentChanges ?? []) {
    await addRange(change, 'recent-edit', 60 * Math.pow(0.9, age), files, interest, candidates, seeds);
    age += 1;
  }
  const found = await findDefinitions(input.files, files, interest, words, seeds);
  candidates.push(...found.candidates);
  candidates.push(...findSimilar(words, found.reached, found.candidates));
  const texts = new Map<string, readonly string[] | null>();
  for (const { path } of candidates) {
    if (!texts.has(path)) texts.set(path, (await files.get(path))?.lines ?? null);
  }
  return piecesInBudget(candidates, (path) => texts.get(path) ?? null, budgetTokens);
}

async function addFrames(
  input: ContextInput,
  files: SourceFiles,
  interest: Interest,
  words: FailureWords,
  candidates: Candidate[],
  seeds: Seed[],
): Promise<void> {
  const innermost = new Set<number>();
  for (const { frame, score } of rankFrames(input.trace, input.frames).slice(0, maximumFrames)) {
    if (frame.path === null) continue;
    const file = await files.get(frame.path, true);
    if (file === null) continue;
    const first = !innermost.has(frame.error);
    innermost.add(frame.error);
    seeds.push({ path: frame.path, weight: score });
    if (frame.line === null) continue;
    const line = Math.min(frame.line, file.lines.length);
    const range = enclosingRange(line, file.lines.length, file.scopes, file.definitions);
    candidates.push({ path: frame.path, ...range, reason: first ? 'frame' : 'caller', score: 100 * score, line });
    // An assertion's line names what is tested; the lines above it made the value.
    const test = isTestPath(frame.path);
    interest.addText(textOf(file, line - 1, line + 1), 3 * score);
    interest.addText(textOf(file, range.startLine, range.endLine), (test ? 1.6 : 1) * score);
    words.add(`${frame.path} ${frame.function ?? ''}`, 1.5 * score);
    words.add(textOf(file, line - 1, line + 1), 1.5 * score);
    words.add(textOf(file, range.startLine, range.endLine), score);
  }
}

/** Names in the errors' messages, in the functions of frames that are not the workspace's, and in the user's words. */
function addWords(input: ContextInput, interest: Interest, words: FailureWords): void {
  for (const error of input.trace.errors) {
    interest.addText(error.message ?? '', 1.5);
    words.add(error.message ?? '', 1);
  }
  for (const frame of input.frames) {
    if (frame.path === null && frame.library) continue;
    for (const name of identifiersOf(frame.function ?? '').keys()) interest.add(name, 0.6);
  }
  interest.addText(input.words ?? '', 1.5);
  words.add(input.words ?? '', 1);
}

/** The failing test's file is a place to start from, even where helpers alone are on the trace. */
function addMentioned(input: ContextInput, words: FailureWords, seeds: Seed[]): void {
  const { paths, titles } = mentionedIn(input.printed ?? '', input.files);
  for (const title of titles) words.add(title, 1.5);
  for (const path of paths) {
    if (seeds.some((seed) => seed.path === path)) continue;
    words.add(path, 1);
    seeds.push({ path, weight: mentionedWeight });
  }
}

async function addRange(
  range: LocatedRange,
  reason: string,
  score: number,
  files: SourceFiles,
  interest: Interest,
  candidates: Candidate[],
  seeds: Seed[],
): Promise<void> {
  const file = await files.get(range.path, true);
  if (file === null) return;
  const around = enclosingRange(range.startLine, file.lines.length, file.scopes, file.definitions);
  const wide = range.endLine - range.startLine > 3;
  const { startLine, endLine } = wide ? range : around;
  candidates.push({ path: range.path, startLine, endLine, reason, score, line: range.startLine });
  interest.addText(textOf(file, startLine, Math.min(endLine, startLine + 80)), score / 80);
  seeds.push({ path: range.path, weight: Math.min(1, score / 90) });
}
