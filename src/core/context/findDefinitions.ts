// Follows imports from the failing files, best first, and finds the definitions of the names that the failure speaks of:
// the culprit is often on no frame.
import { isTestPath } from '../stackTrace/rankFrames';
import { codeRanges } from './codeRanges';
import type { Definition } from './definitionsOf';
import { similarPaths, type Reached } from './findSimilar';
import type { Import } from './importsOf';
import type { Interest } from './interest';
import { familyOfPath } from './languageOfPath';
import type { FailureWords } from './likeness';
import { ownPackages } from './ownPackages';
import type { Candidate } from './packPieces';
import { ImportResolver } from './resolveImport';
import { textOf, type SourceFile, type SourceFiles } from './sourceFiles';

export interface Seed {
  readonly path: string;
  /** 0 to 1. */
  readonly weight: number;
}

const maximumVisits = 120;
const mostAlike = 12;
const longestDefinition = 60;
const perFile = 6;

interface Visit {
  readonly path: string;
  readonly weight: number;
  /** Imports between this file and one of the failure's. */
  readonly depth: number;
}

export interface Found {
  /** With reason `definition`. */
  readonly candidates: readonly Candidate[];
  /** Every file that was read on the way, and how much it matters. */
  readonly reached: readonly Reached[];
}

export async function findDefinitions(
  files: readonly string[],
  sources: SourceFiles,
  interest: Interest,
  words: FailureWords,
  seeds: readonly Seed[],
): Promise<Found> {
  const resolver = new ImportResolver(files, await ownPackages(files, sources));
  const best = new Map<string, number>();
  const waiting: Visit[] = [];
  const push = (visit: Visit): void => {
    if (visit.weight < 0.02 || visit.depth > 6 || (best.get(visit.path) ?? 0) >= visit.weight) return;
    best.set(visit.path, visit.weight);
    waiting.push(visit);
  };
  for (const seed of seeds) push({ ...seed, depth: 0 });
  const near = seeds[0]?.path;
  const alike = near === undefined ? [] : similarPaths(words, files, near, mostAlike);
  alike.forEach((path, at) => push({ path, weight: 0.3 * Math.pow(0.85, at), depth: 2 }));
  const found = new Map<string, Candidate>();
  const visited = new Map<string, { readonly file: SourceFile; readonly visit: Visit } | null>();
  while (visited.size < maximumVisits) {
    const visit = takeBest(waiting) ?? byName(interest, resolver, seeds, visited);
    if (visit === null) break;
    if (visited.has(visit.path)) continue;
    const file = await sources.get(visit.path);
    visited.set(visit.path, file === null ? null : { file, visit });
    if (file === null) continue;
    addDefinitions(found, file, visit, interest);
    for (const next of reached(file, visit, interest, resolver)) push(next);
  }
  const read = [...visited.values()].filter((one) => one !== null);
  // What was read early is looked through again for the names that were found out later.
  for (const { file, visit } of read) addDefinitions(found, file, visit, interest);
  return {
    candidates: [...found.values()],
    reached: read.flatMap(({ file, visit }) => (visit.depth === 0 ? [] : [{ file, weight: visit.weight }])),
  };
}

function addDefinitions(found: Map<string, Candidate>, file: SourceFile, visit: Visit, interest: Interest): void {
  for (const candidate of definitionsIn(file, visit, interest)) {
    const key = `${candidate.path}:${candidate.startLine}`;
    if ((found.get(key)?.score ?? -1) < candidate.score) found.set(key, candidate);
  }
}

function takeBest(waiting: Visit[]): Visit | null {
  let best = -1;
  for (let at = 0; at < waiting.length; at += 1) {
    if (best < 0 || (waiting[at]?.weight ?? 0) > (waiting[best]?.weight ?? 0)) best = at;
  }
  return best < 0 ? null : (waiting.splice(best, 1)[0] ?? null);
}

/** When imports lead no further: a file that is named like something the failure speaks of. */
function byName(
  interest: Interest,
  resolver: ImportResolver,
  seeds: readonly Seed[],
  visited: ReadonlyMap<string, unknown>,
): Visit | null {
  const near = seeds[0]?.path;
  if (near === undefined) return null;
  for (const [name, weight] of interest.heaviest(60)) {
    const path = resolver.named(name, near).find((candidate) => !visited.has(candidate) && !isTestPath(candidate));
    if (path !== undefined) return { path, weight: Math.min(0.5, weight / 4), depth: 2 };
  }
  return null;
}

function definitionsIn(file: SourceFile, visit: Visit, interest: Interest): Candidate[] {
  const wanted = file.definitions
    .map((definition) => ({ definition, weight: interest.of(definition.name) }))
    .filter(
      ({ definition, weight }) => weight > 0.15 && !(visit.depth === 0 && definition.kind === 'value' && weight < 1),
    )
    .toSorted((a, b) => b.weight - a.weight)
    .slice(0, perFile);
  return wanted.flatMap(({ definition, weight }): Candidate[] => {
    const ranges = codeRanges(file, definition, longestShown(definition, file, interest));
    // What the definition itself calls is the next thing to look for.
    const worth = 0.45 * Math.min(2, weight) * visit.weight;
    for (const { startLine, endLine } of ranges) interest.addText(textOf(file, startLine, endLine), worth);
    const test = isTestPath(file.path) && visit.depth > 0 ? 0.3 : 1;
    const score = 62 * Math.min(1, 0.35 + weight / 4) * Math.sqrt(visit.weight) * test;
    return ranges.map((range) => ({ path: file.path, ...range, line: range.startLine, reason: 'definition', score }));
  });
}

/** A class is shown by its head and its methods of interest (which are definitions of their own). */
function longestShown(definition: Definition, file: SourceFile, interest: Interest): number {
  if (definition.kind !== 'class') return longestDefinition;
  const { startLine, endLine } = definition;
  const methods = file.definitions.some(
    (inner) => inner.startLine > startLine && inner.endLine <= endLine && interest.of(inner.name) > 0.15,
  );
  return methods ? 12 : 40;
}

/** The files that this one's imports lead to, and how much they matter. */
function reached(file: SourceFile, visit: Visit, interest: Interest, resolver: ImportResolver): Visit[] {
  const next: Visit[] = [];
  const depth = visit.depth + 1;
  for (const statement of file.imports) {
    // What a failing file imports by name is a suspect even where the failing function does not use it.
    if (visit.depth < 2)
      for (const name of statement.names) interest.add(name, (visit.depth === 0 ? 0.32 : 0.2) * visit.weight);
    const relevance = relevanceOf(statement, interest);
    const targets = resolver.resolve(statement, file.path);
    for (const path of targets) {
      const test = isTestPath(path) ? 0.5 : 1;
      next.push({
        path,
        weight: (visit.weight * relevance * test) / Math.sqrt(Math.max(1, targets.length / 2)),
        depth,
      });
    }
  }
  if (sharesPackage(file.path)) {
    const siblings = resolver.siblings(file.path).filter((path) => isTestPath(path) === false);
    for (const path of siblings.slice(0, 40)) {
      const stem = path.slice(path.lastIndexOf('/') + 1, path.lastIndexOf('.'));
      next.push({ path, weight: visit.weight * (interest.of(stem) > 0 ? 0.8 : 0.3), depth });
    }
  }
  return next;
}

/** One package a folder: its files see each other without an import. */
function sharesPackage(path: string): boolean {
  return ['go', 'jvm', 'csharp', 'swift'].includes(familyOfPath(path));
}

function relevanceOf(statement: Import, interest: Interest): number {
  let heaviest = 0;
  for (const name of statement.names) heaviest = Math.max(heaviest, interest.of(name));
  if (heaviest > 0) return Math.min(0.9, 0.55 + heaviest / 8);
  return statement.all ? 0.75 : 0.3;
}
