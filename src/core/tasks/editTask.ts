// Edit: a selection and a wish in words, to a patch. Fast tier first; an edit that does not hold is repaired once, then escalates.
import { aimNumbers } from '../aims';
import { runCascade } from '../cascade';
import type { CascadeEvent } from '../cascadeTask';
import type { Model, Prompt } from '../model';
import { patchStep } from '../patch/patchStep';
import { patchEditPrompt, type EditSubject } from '../prompts/patchEdit';
import { dataFence } from '../prompts/patchFence';
import { promptTokens } from '../prompts/promptTokens';
import { cascadeDeps, historyFeatures, judgeSettings, routeTask, type Session, type Tiers } from '../session';
import type { ContextPiece, Tier } from '../task';
import { lookAtPlace, type Place } from './lookAtPlace';

export interface EditInput extends Place {
  readonly subject: EditSubject;
  /** Text of a file of the workspace; null where it may not or cannot be read. */
  readonly readFile: (path: string) => Promise<string | null>;
  readonly pin: Tier | null;
}

/** Lines above and below the selection that are shown; a shorter file is shown whole. */
const linesAround = 150;

export async function* edit(
  session: Session,
  all: Tiers,
  input: EditInput,
  signal: AbortSignal,
): AsyncGenerator<CascadeEvent, void, void> {
  const { subject, readFile } = input;
  const tiers = chatting(all);
  const look = await lookAtPlace(session, input);
  const context = [around(subject, input.fileText)];
  const data = dataFence(session.newId);
  const prompt = (model: Model): Prompt => patchEditPrompt(subject, context, model, data);
  const anyModel = tiers.fast ?? tiers.strong;
  const features = {
    ...look.features(context, anyModel === null ? 0 : promptTokens(prompt(anyModel))),
    ...historyFeatures(session, subject.path),
  };
  const answerTokens = anyModel === null ? 0 : Math.ceil(prompt(anyModel).maxTokens / 2);
  const request = {
    kind: 'edit' as const,
    features,
    languageId: subject.languageId,
    pin: input.pin,
    thread: subject.path,
    answerTokens,
  };
  const { aim } = session.settings();
  const source = `${subject.wish}\n${input.fileText}`;
  const judging = (model: string) => judgeSettings(session, subject.languageId, model);
  const step = patchStep({
    kind: 'edit',
    languageId: subject.languageId,
    judging,
    source,
    known: source,
    readFile,
    syntax: session.syntax,
  });

  yield* step.offered(
    runCascade(
      {
        id: session.newId(),
        kind: 'edit',
        languageId: subject.languageId,
        path: subject.path,
        startedAt: look.startedAt,
        features,
        route: routeTask(session, tiers, request),
        aim: aimNumbers(aim, 'edit'),
        spans: [look.span],
        waits: true,
        prompt,
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

/** The file around the selection, as the model may quote it. */
function around({ path, startLine, endLine }: EditSubject, fileText: string): ContextPiece {
  const lines = fileText.split('\n').map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line));
  const first = Math.max(1, startLine - linesAround);
  const last = Math.min(lines.length, endLine + linesAround);
  const text = lines.slice(first - 1, last).join('\n');
  return { path, startLine: first, endLine: last, text, reason: 'selection', score: 1 };
}

/** Models that only continue text cannot be told a wish. */
function chatting(tiers: Tiers): Tiers {
  const [fast, strong] = [tiers.fast, tiers.strong].map((model) =>
    model?.info.capabilities.chat === true ? model : null,
  );
  const without = [
    ...(tiers.fast !== null && !fast ? [{ rule: 'fast-continues', weight: 1, data: {} }] : []),
    ...(tiers.strong !== null && !strong ? [{ rule: 'strong-continues', weight: 1, data: {} }] : []),
  ];
  if (without.length === 0) return tiers;
  const sentence =
    'The models that are set up only continue text: an edit needs a chat model. Choose one with "Weir: Set Up Models".';
  return { fast: fast ?? null, strong: strong ?? null, unavailable: [...tiers.unavailable, ...without], sentence };
}
