// Debug's triage: the fast tier takes a first look, held to a schema. What it says helps the diagnosis and decides nothing.
// A triage that fails is left out with its reason: the diagnosis does without, so asking strong for it would only cost.
import { runAttempt, type AttemptResult } from '../attempt';
import type { CascadeEvent } from '../cascadeTask';
import { estimateTokens } from '../context/estimateTokens';
import type { Model, Prompt } from '../model';
import { promptTokens } from '../prompts/promptTokens';
import type { DiagnosisSubject } from '../prompts/diagnose';
import type { DataFence } from '../prompts/patchFence';
import { readTriage, triagePrompt, type Triage } from '../prompts/triage';
import type { Session } from '../session';
import type { ContextPiece, Reason, Tier } from '../task';
import type { Attempt, Span } from '../trace';

export interface TriageInput {
  readonly fast: Model | null;
  readonly subject: DiagnosisSubject;
  readonly context: readonly ContextPiece[];
  readonly data: DataFence;
  readonly pin: Tier | null;
  /** Milliseconds since the task's start. */
  readonly now: () => number;
}

export interface TriageResult {
  /** Null where it was left out; the span says why. */
  readonly triage: Triage | null;
  readonly attempts: readonly Attempt[];
  readonly span: Span;
}

/** A first look is not worth a longer wait. */
const patienceMs = 8_000;
/** A cancelled call has ended by then. */
const cancelMs = 100;
/** Tokens of context: enough for the functions of the first frames. */
const contextTokens = 2_500;

export async function* runTriage(
  session: Session,
  input: TriageInput,
  signal: AbortSignal,
): AsyncGenerator<CascadeEvent, TriageResult, void> {
  const { fast, subject, now } = input;
  const startMs = now();
  const result = (why: string | null, triage: Triage | null, attempts: readonly Attempt[] = []): TriageResult => ({
    triage,
    attempts,
    span: { name: 'triage', startMs, endMs: now(), data: { tier: 'fast', ...(why === null ? {} : { leftOut: why }) } },
  });
  if (fast === null) return result('triage.no-fast', null);
  if (input.pin !== null || session.settings().mode !== 'cascade') return result('triage.pinned', null);
  const { chat, jsonSchema, contextWindow } = fast.info.capabilities;
  if (!chat || !jsonSchema) return result('triage.no-schema', null);
  const prompt = triagePrompt(subject, firstPieces(input.context), input.data);
  if (promptTokens(prompt) + prompt.maxTokens > contextWindow) return result('triage.window', null);

  const step: Reason = { rule: 'step.triage', weight: 0, data: { model: fast.info.model } };
  yield { type: 'step', step };
  const late = new AbortController();
  const answered = await firstLook(session, fast, prompt, input, signal, late);
  if (answered === null) return result('triage.late', null);
  yield { type: 'answered', attempt: answered.attempt };
  if (answered.error !== null) {
    return result(late.signal.aborted ? 'triage.late' : 'fast-down', null, [answered.attempt]);
  }
  const triage = readTriage(answered.attempt.text, subject.frames.length);
  return result(triage === null ? 'triage.invalid' : null, triage, [answered.attempt]);
}

/** Aborts `late` where it took too long, which closes its socket; null where it does not even end then. */
async function firstLook(
  session: Session,
  model: Model,
  prompt: Prompt,
  { now }: TriageInput,
  signal: AbortSignal,
  late: AbortController,
): Promise<AttemptResult | null> {
  const stream = runAttempt({ model, tier: 'fast', prompt, signal: AbortSignal.any([signal, late.signal]), now });
  const drained = (async (): Promise<AttemptResult> => {
    for (;;) {
      const step = await stream.next();
      if (step.done === true) return step.value;
    }
  })();
  const result = await session.within(drained, patienceMs);
  if (result !== null) return result;
  late.abort();
  return await session.within(drained, cancelMs);
}

/** Pieces in their order, as many as fit. */
function firstPieces(context: readonly ContextPiece[]): readonly ContextPiece[] {
  let room = contextTokens;
  return context.filter((piece) => {
    room -= estimateTokens(piece.text);
    return room >= 0;
  });
}

/** The subject in the light of a triage: its suspects first, with its hypothesis. */
export function inLightOf<T extends DiagnosisSubject>(
  subject: T,
  triage: Triage | null,
): T & { hypothesis: string | null } {
  if (triage === null) return { ...subject, hypothesis: null };
  const first = triage.suspects.flatMap((index) => subject.frames[index] ?? []);
  const rest = subject.frames.filter((_frame, index) => !triage.suspects.includes(index));
  return { ...subject, frames: [...first, ...rest], hypothesis: triage.hypothesis === '' ? null : triage.hypothesis };
}

const mostLines = 200;

/** The files that a triage asked for, where exactly one file of the workspace is meant and it was not shown. */
export async function neededPieces(
  needs: readonly string[],
  files: readonly string[],
  shown: readonly ContextPiece[],
  readFile: (path: string) => Promise<string | null>,
): Promise<ContextPiece[]> {
  const pieces: ContextPiece[] = [];
  for (const need of needs) {
    const wanted = need.replaceAll('\\', '/').replace(/^(?:\.?\/)+/, '');
    const found = files.filter((file) => file === wanted || file.endsWith(`/${wanted}`));
    const [path] = found;
    if (path === undefined || found.length > 1) continue;
    if ([...shown, ...pieces].some((piece) => piece.path === path)) continue;
    const lines = (await readFile(path))?.split('\n').slice(0, mostLines);
    if (lines === undefined) continue;
    pieces.push({ path, startLine: 1, endLine: lines.length, text: lines.join('\n'), reason: 'triage', score: 0 });
  }
  return pieces;
}
