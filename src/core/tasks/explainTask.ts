// Explain: from what the user pointed at to a stream of cascade events.
import { aimNumbers } from '../aims';
import { runCascade } from '../cascade';
import type { CascadeEvent } from '../cascadeTask';
import { judge } from '../judging/judge';
import { createLoopWatch } from '../judging/loopWatch';
import type { Model, Prompt } from '../model';
import { explainLead, explainPrompt, type ExplainSubject } from '../prompts/explain';
import { dataFence } from '../prompts/patchFence';
import { promptTokens } from '../prompts/promptTokens';
import { cascadeDeps, historyFeatures, judgeSettings, routeTask, type Session, type Tiers } from '../session';
import type { ContextPiece, Tier } from '../task';
import { lookAtPlace, type Place } from './lookAtPlace';

export interface ExplainInput extends Place {
  readonly subject: ExplainSubject;
  readonly context: readonly ContextPiece[];
  readonly pin: Tier | null;
  /** The user asked for more than the short answer. */
  readonly more?: boolean;
}

/** Of a short answer, and of one that the user wanted longer. */
const answerTokens = { short: 200, long: 600 };

export async function* explain(
  session: Session,
  tiers: Tiers,
  input: ExplainInput,
  signal: AbortSignal,
): AsyncGenerator<CascadeEvent, void, void> {
  const { subject } = input;
  const look = await lookAtPlace(session, input);
  const more = input.more === true;
  const options = { data: dataFence(session.newId), more };
  const prompt = (model: Model): Prompt => explainPrompt(subject, input.context, model, options);
  const anyModel = tiers.fast ?? tiers.strong;
  const features = {
    ...look.features(input.context, anyModel === null ? 0 : promptTokens(prompt(anyModel))),
    ...historyFeatures(session, subject.path),
  };
  const request = {
    kind: 'explain' as const,
    features,
    languageId: subject.languageId,
    pin: input.pin,
    thread: subject.path,
    answerTokens: more ? answerTokens.long : answerTokens.short,
  };
  const source = [subject.code, ...input.context.map((piece) => piece.text)].join('\n');
  const settings = session.settings();

  yield* runCascade(
    {
      id: session.newId(),
      kind: 'explain',
      languageId: subject.languageId,
      path: subject.path,
      startedAt: look.startedAt,
      features,
      route: routeTask(session, tiers, request),
      aim: aimNumbers(settings.aim, 'explain'),
      spans: [look.span],
      waits: true,
      prompt,
      earlyStop: createLoopWatch,
      lead: (model) => explainLead(subject, model),
      judge: (result, text) =>
        Promise.resolve(
          judge(
            {
              kind: 'explain',
              languageId: subject.languageId,
              text,
              finish: result.attempt.finish,
              logprobs: result.attempt.logprobs,
              source,
              known: input.fileText,
              ...(subject.name !== null && { subjects: [subject.name] }),
              fit: null,
            },
            { ...judgeSettings(session, subject.languageId, result.attempt.model), suppress: false },
          ),
        ),
    },
    cascadeDeps(session, tiers, request),
    signal,
  );
}
