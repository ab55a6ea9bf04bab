// Complete: from the text around the cursor to a stream of cascade events. Waits for no parse before it asks.
import { aimNumbers } from '../aims';
import { runCascade, type CascadeEvent } from '../cascade';
import { completionFitSignals } from '../completion/fitSignals';
import { createStopper } from '../completion/stopper';
import { shapeCompletion } from '../completion/shape';
import { completionWindow } from '../completion/window';
import { judge } from '../judging/judge';
import { shownTokens } from '../judging/signals/shownTokens';
import type { Model, Prompt } from '../model';
import { codeOfChatAnswer } from '../prompts/fimChat';
import { completionPrompt } from '../prompts/fimCompletion';
import { promptTokens } from '../prompts/promptTokens';
import { cascadeDeps, routeTask, type Session, type Tiers } from '../session';
import type { ContextPiece, Features, Tier } from '../task';

export interface CompleteInput {
  readonly path: string;
  readonly languageId: string;
  /** Windows around the cursor; the cursor stands between them. */
  readonly prefix: string;
  readonly suffix: string;
  readonly multiline: boolean;
  /** The editor's indentation. */
  readonly indent?: { readonly insertSpaces: boolean; readonly tabSize: number };
  /** The user asked by hand and waits. */
  readonly manual: boolean;
  /** Facts that were at hand when the key was struck. */
  readonly features: Features;
  readonly context: readonly ContextPiece[];
  readonly pin: Tier | null;
}

/** Tokens of the answer: twenty a line. */
const lineTokens = 48;
const blockTokens = 200;
/** How long a finished answer waits for the parser's verdict: an eye sees no 3 ms, and who asked by hand waits longer. */
const verdictMs = { typing: 3, manual: 60 };

export async function* complete(
  session: Session,
  tiers: Tiers,
  input: CompleteInput,
  signal: AbortSignal,
): AsyncGenerator<CascadeEvent, void, void> {
  const startedAt = session.clock();
  const prompt = (model: Model): Prompt => promptFor(input, model);
  const anyModel = tiers.fast ?? tiers.strong;
  const features: Features = {
    ...input.features,
    'request.tokens': anyModel === null ? 0 : promptTokens(prompt(anyModel)),
    'request.manual': input.manual ? 1 : 0,
    'request.multiline': input.multiline ? 1 : 0,
  };
  const answerTokens = input.multiline ? blockTokens : lineTokens;
  const request = { kind: 'complete' as const, features, pin: input.pin, thread: input.path, answerTokens };
  const settings = session.settings();
  const { languageId, prefix, suffix, multiline } = input;
  // Beside the model, so that the grammar is loaded and the place parsed when the answer's verdict is due.
  void session.syntax.fit({ languageId, prefix, text: '', suffix });

  yield* runCascade(
    {
      id: session.newId(),
      kind: 'complete',
      languageId,
      path: input.path,
      startedAt,
      features,
      route: routeTask(session, tiers, request),
      aim: aimNumbers(settings.aim, 'complete'),
      spans: [],
      waits: input.manual,
      prompt,
      earlyStop: () => createStopper({ languageId, prefix, suffix, multiline }),
      shape: (raw, finish) => {
        const shaped = shapeCompletion({
          languageId,
          prefix,
          suffix,
          raw: codeOfChatAnswer(raw, prefix, suffix),
          finish,
          ...(input.indent && { indent: input.indent }),
          multiline,
        });
        return { text: shaped.text ?? '', reasons: shaped.reasons };
      },
      judge: async (result, text, reasons) => {
        const parse = session.syntax.fit({ languageId, prefix, text, suffix });
        const fit =
          text === '' ? null : await session.within(parse, input.manual ? verdictMs.manual : verdictMs.typing);
        const verdict = judge(
          {
            kind: 'complete',
            text,
            finish: result.attempt.finish,
            logprobs: result.attempt.logprobs && shownTokens(result.attempt.logprobs, text),
            source: prefix + suffix,
            fit,
            more: completionFitSignals({ languageId, prefix, suffix, text }),
          },
          { aim: settings.aim, suppress: !input.manual },
        );
        const late = fit === null ? [{ rule: 'parse-late', weight: 0, data: {} }] : [];
        return { ...verdict, reasons: [...verdict.reasons, ...late, ...reasons] };
      },
    },
    cascadeDeps(session, tiers, request),
    signal,
  );
}

/** Prompt tokens by where the model runs: what a processor here reads in the time that typing allows, or a data centre. */
function budgetOf({ info }: Model): number {
  const wanted = info.provider === 'embedded' ? 1_024 : info.local ? 2_048 : 6_144;
  return Math.min(wanted, info.capabilities.contextWindow - blockTokens);
}

function promptFor(input: CompleteInput, model: Model): Prompt {
  const window = completionWindow(input.prefix, input.suffix, budgetOf(model));
  return completionPrompt({
    capabilities: model.info.capabilities,
    family: model.info.capabilities.fimFamily,
    languageId: input.languageId,
    path: input.path,
    prefix: window.prefix,
    suffix: window.suffix,
    context: input.context,
    multiline: input.multiline,
    maxTokens: input.multiline ? blockTokens : lineTokens,
  });
}
