// The `route` command: fast or strong, how hard, and which code would go along. Asks no model.
import { aimNumbers } from '../src/core/aims';
import { collectContext } from '../src/core/context/collectContext';
import { estimateTokens } from '../src/core/context/estimateTokens';
import { taskFeatures } from '../src/core/routing/features';
import { fastPrior, strongPrior } from '../src/core/routing/latency';
import { route } from '../src/core/routing/route';
import { defaultSettings } from '../src/core/settings';
import { traceFeatures } from '../src/core/stackTrace/traceFeatures';
import type { Diagnostic, LineRange } from '../src/core/task';
import { readTrace } from '../src/core/tasks/debugTask';
import { lookAtFrame } from '../src/core/tasks/lookAtFrame';
import { measurePlace } from '../src/core/tasks/measurePlace';
import { createAnalyser } from './analyser';
import { taskKinds } from './judge';
import { diagnosticsIn } from './diagnosticRows';
import { optionalFiles, optionalNumbers, optionalText, textOf, type Row } from './rows';
import { filesBelow, type SourceFolder } from './sourceFolder';

/** A small fast model and a large strong one; the route's rules are about the task, not about these two. */
const fast = { dollars: 0.0002, seconds: fastPrior.explicit, contextWindow: 8_192 };
const strong = { dollars: 0.01, seconds: strongPrior.explicit, contextWindow: 128_000 };
const contextBudget = 8_192;

export function createRouteRow(): (row: Row) => Promise<unknown> {
  const syntax = createAnalyser();
  return async (row) => {
    const kind = taskKinds.find((known) => known === textOf(row, 'task'));
    if (kind === undefined) throw new Error(`"task" must be one of ${taskKinds.join(', ')}.`);
    const languageId = textOf(row, 'language');
    const text = optionalText(row, 'text') ?? '';
    const folder = await sources(row);
    const path = folder.paths.find((one) => folder.kept(one) === text) ?? optionalText(row, 'path') ?? '';
    const [start = 0, end = text.length] = optionalNumbers(row, 'selection') ?? [];
    const range = linesOf(text, start, end);
    const diagnostics: readonly Diagnostic[] = diagnosticsIn(row, path);
    const read = readTrace(optionalText(row, 'trace') ?? '', folder.paths, folder.folders, () => performance.now());
    const selected = row['selection'] !== undefined && path !== '';
    const collected = await collectContext(
      {
        trace: read.trace,
        frames: read.frames,
        files: folder.paths,
        readFile: folder.read,
        scopes: (language, source) => syntax.scopes({ languageId: language, text: source }),
        diagnostics,
        ...(selected && { focus: { path, ...range } }),
        printed: read.text,
      },
      contextBudget,
    );
    const subject = text.slice(start, end);
    const place = { document: path, languageId, text, offset: start, selection: { start, end } };
    const features = taskFeatures({
      ...(text === ''
        ? await lookAtFrame(syntax, read.suspects[0]?.frame, folder.paths, folder.read)
        : await measurePlace(syntax, place, folder.paths)),
      diagnostics,
      path,
      range,
      context: collected.pieces,
      promptTokens: estimateTokens(subject) + estimateTokens(read.text) + collected.tokens,
      more: traceFeatures(read.trace, read.frames),
    });
    const decided = route({
      kind,
      features,
      mode: 'cascade',
      pin: null,
      latched: false,
      aim: aimNumbers(defaultSettings.aim, kind),
      fast,
      strong,
    });
    return {
      id: row['id'] ?? null,
      tier: decided.tier,
      pHard: decided.pHard,
      features,
      reasons: decided.reasons,
      context: collected.pieces.map((piece) => ({
        file: piece.path,
        startLine: piece.startLine,
        endLine: piece.endLine,
        reason: piece.reason,
      })),
      contextTokens: collected.tokens,
    };
  };
}

async function sources(row: Row): Promise<SourceFolder> {
  const root = optionalText(row, 'root');
  if (root !== null) return filesBelow(root);
  const files = optionalFiles(row, 'files') ?? {};
  return {
    paths: Object.keys(files),
    folders: [],
    kept: (path) => files[path] ?? null,
    read: (path) => files[path] ?? null,
  };
}

function linesOf(text: string, start: number, end: number): LineRange {
  const line = (offset: number): number => text.slice(0, offset).split('\n').length;
  return { startLine: line(start), endLine: line(Math.max(start, end - 1)) };
}
