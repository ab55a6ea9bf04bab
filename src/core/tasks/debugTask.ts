// Debug in steps, each with its own tier: parse, resolve, collect (no model), triage (fast), diagnosis and patch (by route),
// verification (no model), one repair and one escalation. A stream of cascade events.
import { aimNumbers } from '../aims';
import { interrupted, runCascade } from '../cascade';
import type { CascadeEvent } from '../cascadeTask';
import type { Model, Prompt } from '../model';
import { patchStep } from '../patch/patchStep';
import { diagnoseLead, type DiagnosisSubject } from '../prompts/diagnose';
import { patchDiagnosisPrompt } from '../prompts/patchDiagnosis';
import { dataFence } from '../prompts/patchFence';
import { promptTokens } from '../prompts/promptTokens';
import { taskFeatures } from '../routing/features';
import { cascadeDeps, historyFeatures, judgeSettings, routeTask, type Session, type Tiers } from '../session';
import type { PrintedTrace } from '../stackTrace/givenTrace';
import { mapFrames, type SourceMapLike } from '../stackTrace/mapFrames';
import { parseStackTrace } from '../stackTrace/parseStackTrace';
import { rankFrames, type RankedFrame } from '../stackTrace/rankFrames';
import { resolveFrames, type ResolvedFrame } from '../stackTrace/resolveFrames';
import type { StackTrace } from '../stackTrace/stackTrace';
import { traceFeatures } from '../stackTrace/traceFeatures';
import type { ContextPiece, Diagnostic, Tier } from '../task';
import type { Span, Trace } from '../trace';
import { inLightOf, neededPieces, runTriage } from './debugSteps';
import { lateLook, lookMs } from '../routing/lateLook';
import { lookAtFrame } from './lookAtFrame';

/** What is known without a model; shown at once, and all there is where no model can be asked. */
export interface ReadTrace {
  /** The text that was read: a trace as printed, or a diagnostic's message. */
  readonly text: string;
  readonly trace: StackTrace;
  /** Frames of the workspace's own code, most suspect first. */
  readonly suspects: readonly RankedFrame[];
  readonly frames: readonly ResolvedFrame[];
  readonly spans: readonly Span[];
}

export interface DebugInput {
  readonly read: ReadTrace;
  readonly languageId: string;
  /** Collects code within a budget of tokens. */
  readonly collect: (read: ReadTrace, budgetTokens: number) => Promise<readonly ContextPiece[]>;
  readonly diagnostics: readonly Diagnostic[];
  /** Files of the workspace that may be read. */
  readonly files: readonly string[];
  /** Text of one of them; null where it may not or cannot be read. */
  readonly readFile: (path: string) => Promise<string | null>;
  readonly pin: Tier | null;
}

/** A diagnosis and a small patch. */
const answerTokens = 600;
/** Tokens of context: no model is helped by more for one failure. */
const contextBudget = 8_192;
/** Tokens kept free for the failure's text and an answer with a patch. */
const answerRoom = 3_000;
/** UTF-16 units of the failure's text that go into the prompt, from its beginning and its end. */
const failureLength = 3_000;

/** Reads a text, or takes what was read already. `clock` in milliseconds; `sourceMap` for frames of generated code. */
export function readTrace(
  given: string | PrintedTrace,
  files: readonly string[],
  folders: readonly string[],
  clock: () => number,
  sourceMap: (file: string) => SourceMapLike | null = () => null,
): ReadTrace {
  const start = clock();
  const text = typeof given === 'string' ? given : given.text;
  const printed = typeof given === 'string' ? parseStackTrace(given) : given.trace;
  const trace = { ...printed, frames: mapFrames(printed.frames, sourceMap) };
  const parsed = clock();
  const frames = resolveFrames(trace, files, { workspaceFolders: folders });
  const suspects = rankFrames(trace, frames);
  const resolved = clock();
  const spans: Span[] = [
    { name: 'parse', startMs: 0, endMs: parsed - start, data: { frames: trace.frames.length } },
    { name: 'resolve', startMs: parsed - start, endMs: resolved - start, data: { inWorkspace: suspects.length } },
  ];
  return { text, trace, suspects, frames, spans };
}

export async function* debug(
  session: Session,
  tiers: Tiers,
  input: DebugInput,
  signal: AbortSignal,
): AsyncGenerator<CascadeEvent, void, void> {
  const { read } = input;
  const startedAt = session.clock();
  const id = session.newId();
  const windows = [tiers.fast, tiers.strong].flatMap((model) =>
    model === null ? [] : [model.info.capabilities.contextWindow],
  );
  const budget = Math.min(contextBudget, Math.max(512, Math.max(0, ...windows) - 2_000));
  const top = read.suspects[0]?.frame;
  const [collectedPieces, inTime] = await Promise.all([
    input.collect(read, budget),
    session.within(lookAtFrame(session.syntax, top, input.files, input.readFile), lookMs),
  ]);
  const measured = inTime ?? { syntax: null, reach: null };
  const now = (): number => session.clock() - startedAt;
  // Parsing and resolving were done before the task began.
  const last = read.spans.at(-1)?.endMs ?? 0;
  const collect: Span = {
    name: 'collect',
    startMs: last,
    endMs: last + now(),
    data: { pieces: collectedPieces.length },
  };
  const printed: DiagnosisSubject = {
    failure: ends(read.text.trim(), failureLength),
    frames: read.suspects.map(({ frame }) => `${frame.path}:${frame.line} in ${frame.function ?? '?'}`),
  };
  const data = dataFence(session.newId);
  const { fast } = tiers;
  const path = top?.path ?? 'stack trace';
  const { languageId } = input;
  yield { type: 'underway', trace: begun(id, startedAt, now(), languageId, path, [...read.spans, collect]) };
  const look = { fast, subject: printed, context: collectedPieces, data, pin: input.pin, now };
  const { triage, attempts, span } = yield* runTriage(session, look, signal);
  const subject = inLightOf(printed, triage);
  const more = await neededPieces(triage?.needs ?? [], input.files, collectedPieces, input.readFile);
  const context = [...collectedPieces, ...more];

  const prompt = (model: Model): Prompt => patchDiagnosisPrompt(subject, fitting(context, model), model, data);
  const anyModel = tiers.fast ?? tiers.strong;
  const line = top?.line ?? 1;
  const features = taskFeatures({
    ...measured,
    diagnostics: input.diagnostics,
    path,
    range: { startLine: line, endLine: line },
    context,
    promptTokens: anyModel === null ? 0 : promptTokens(patchDiagnosisPrompt(subject, context, anyModel, data)),
    more: {
      ...traceFeatures(read.trace, read.frames),
      ...historyFeatures(session, path),
      ...(inTime === null && lateLook),
    },
  });
  const request = {
    kind: 'debug' as const,
    features,
    languageId,
    pin: input.pin,
    thread: path,
    answerTokens,
  };
  const settings = session.settings();
  const source = [read.text, ...context.map((piece) => `${piece.path}\n${piece.text}`)].join('\n');
  const { syntax } = session;
  const { readFile } = input;
  const judging = (model: string) => judgeSettings(session, languageId, model);
  const step = patchStep({ kind: 'debug', languageId, judging, source, known: source, readFile, syntax });
  const lead = (model: Model): string => diagnoseLead(subject, model);

  yield* step.offered(
    runCascade(
      {
        id,
        kind: 'debug',
        languageId,
        path,
        startedAt,
        features,
        route: routeTask(session, tiers, request),
        aim: aimNumbers(settings.aim, 'debug'),
        spans: [...read.spans, collect, span],
        earlier: attempts,
        waits: true,
        prompt,
        lead,
        earlyStop: step.earlyStop,
        shape: step.shape,
        check: step.check,
        compared: step.compared,
        judge: step.judge,
      },
      cascadeDeps(session, tiers, request),
      signal,
    ),
  );
}

/** What there is of the task before a model was asked. */
function begun(
  id: string,
  startedAt: number,
  totalMs: number,
  languageId: string,
  path: string,
  spans: readonly Span[],
): Trace {
  return {
    ...{ id, parent: null, startedAt, totalMs, kind: 'debug', languageId, path, features: {}, route: null },
    ...{ attempts: [], judgements: [], spans, end: 'cancelled', shown: 'none', answer: '', reasons: [interrupted] },
    ...{ error: null, outcomes: [] },
  };
}

/** The best pieces that fit a model's window beside the failure and the answer. */
function fitting(context: readonly ContextPiece[], { info }: Model): readonly ContextPiece[] {
  const { contextWindow } = info.capabilities;
  let room = contextWindow - Math.min(answerRoom, contextWindow / 2);
  return context.filter((piece) => {
    room -= Math.ceil(piece.text.length / 3) + 20;
    return room >= 0;
  });
}

/** Beginning and end: the error stands at one of them, by language. */
function ends(text: string, length: number): string {
  if (text.length <= length) return text;
  const half = Math.floor(length / 2);
  return `${text.slice(0, half)}\n…\n${text.slice(-half)}`;
}
