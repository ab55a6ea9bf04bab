// Complete: from the text around the cursor to a stream of cascade events. Waits for no parse before it asks.
import { aimNumbers } from '../aims';
import { escalationPays } from '../benefit';
import { runCascade } from '../cascade';
import type { CascadeEvent } from '../cascadeTask';
import type { AnswerSource } from '../completion/answerSource';
import { completionFitSignals } from '../completion/fitSignals';
import type { FollowUp } from '../completion/hotStreak';
import { createStopper, type Stopper } from '../completion/stopper';
import { shapeCompletion } from '../completion/shape';
import { shownFinish } from '../completion/shownFinish';
import type { WaitRule } from '../completion/waits';
import { completionWindow } from '../completion/window';
import { piecesWithin } from '../context/fusePieces';
import { judge } from '../judging/judge';
import { shownTokens } from '../judging/signals/shownTokens';
import type { Model, Prompt } from '../model';
import { codeOfChatAnswer } from '../prompts/fimChat';
import { steadyFence, type DataFence } from '../prompts/patchFence';
import { completionPrompt } from '../prompts/fimCompletion';
import { promptTokens } from '../prompts/promptTokens';
import { cascadeDeps, judgeSettings, routeTask, type Session, type Tiers } from '../session';
import type { ContextPiece, Features, Tier } from '../task';
import type { Trace } from '../trace';
import { followUpsOf, notesOf, parseNote } from './completeNotes';
import { ParseAhead } from './parseAhead';
import { startStrongAhead } from './strongAhead';

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
  /** Why waiting for the strong model is tolerated here, or null where it is not. */
  readonly waits: WaitRule | null;
  /** Another answer than the first is wanted: sampled, of the pinned or the fast tier, and never escalated. */
  readonly alternative?: boolean;
  /** Facts that were at hand when the key was struck. */
  readonly features: Features;
  readonly context: readonly ContextPiece[];
  readonly pin: Tier | null;
  readonly source: AnswerSource;
  /** Gets what streamed in behind the shown text, as answers for the places where the cursor will be next. */
  readonly onFollowUps?: (followUps: readonly FollowUp[], trace: Trace) => void;
}

/** Tokens of the answer: twenty a line. */
const lineTokens = 48;
const blockTokens = 200;
/** How long a finished answer waits for the parser's verdict: an eye sees no 3 ms, and who asked by hand waits longer. */
const verdictMs = { typing: 3, manual: 60 };
const alternativeTemperature = 0.7;
/** By then the request has left, which takes a connection: to wake the parser's thread earlier holds it up on a busy machine. */
const leftMs = 5;
/** From this p(hard) on the strong model is asked beside the fast one, where asking it would pay at all. */
const weakLikely = 0.4;

export async function* complete(
  session: Session,
  tiers: Tiers,
  input: CompleteInput,
  signal: AbortSignal,
): AsyncGenerator<CascadeEvent, void, void> {
  const startedAt = session.clock();
  const data = fenceOf(session);
  const prompts = new Map<Model, Prompt>();
  const prompt = (model: Model): Prompt => {
    const known = prompts.get(model) ?? promptFor(input, model, data);
    prompts.set(model, known);
    return known;
  };
  const anyModel = tiers.fast ?? tiers.strong;
  const features: Features = {
    ...input.features,
    'request.tokens': anyModel === null ? 0 : promptTokens(prompt(anyModel)),
    'request.manual': input.manual ? 1 : 0,
    'request.multiline': input.multiline ? 1 : 0,
  };
  const answerTokens = input.multiline ? blockTokens : lineTokens;
  const request = {
    kind: 'complete' as const,
    features,
    languageId: input.languageId,
    pin: input.pin,
    thread: input.path,
    answerTokens,
  };
  const settings = session.settings();
  const { languageId, prefix, suffix, multiline } = input;
  const aim = aimNumbers(settings.aim, 'complete');
  const route = routeTask(session, tiers, request);
  const deps = cascadeDeps(session, tiers, request);
  const escalates = input.waits !== null && input.alternative !== true;
  const now = (): number => session.clock() - startedAt;

  const later = (): Promise<null> => session.within(new Promise<null>(() => undefined), 0);
  /** Whoever types on wants no strong answer: it is asked once the keys have rested. */
  const rested = (): Promise<unknown> =>
    input.manual ? Promise.resolve() : session.within(untilAborted(signal), Math.max(0, restMs - now()));

  const parses = new ParseAhead((text) => session.syntax.fit({ languageId, prefix, text, suffix }));
  // Beside the model, so that the grammar is loaded, the place parsed and its names read when the answer's verdict is due.
  void session.within(new Promise<null>(() => undefined), leftMs).then(() => {
    void parses.verdict('');
    completionFitSignals({ languageId, prefix, suffix, text: '' });
  });
  const weak =
    escalates && route.tier === 'fast' && deps.strong !== null && route.pHard >= weakLikely
      ? escalationPays(1 - route.pHard, 'complete', aim, deps.strongEstimate).pays && deps.mayEscalate?.() !== false
      : false;
  const ahead =
    weak && deps.strong !== null
      ? startStrongAhead(deps.strong, promptFor(input, deps.strong, data), signal, rested(), now)
      : null;
  const stoppers = new Map<Tier, Stopper>();
  let draft: string | null = null;

  const events = runCascade(
    {
      id: session.newId(),
      kind: 'complete',
      languageId,
      path: input.path,
      startedAt,
      features,
      route,
      aim,
      spans: [],
      waits: escalates,
      prompt: (model, tier) =>
        tier === 'strong' && draft !== null ? promptFor(input, model, data, draft) : prompt(model),
      closeLater: (close) => void later().then(close),
      earlyStop: (tier) => {
        const stopper = createStopper({ languageId, prefix, suffix, multiline });
        stoppers.set(tier, stopper);
        return stopper;
      },
      shape: ({ text: raw, finish }) => {
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
        const from = session.clock();
        const limit = input.manual ? verdictMs.manual : verdictMs.typing;
        const fit = text === '' ? null : await session.within(parses.verdict(text), limit);
        const waited = session.clock() - from;
        const verdict = judge(
          {
            kind: 'complete',
            text,
            finish: shownFinish(result.attempt.text, text, result.attempt.finish),
            logprobs: result.attempt.logprobs && shownTokens(result.attempt.logprobs, text),
            source: prefix + suffix,
            fit,
            more: completionFitSignals({ languageId, prefix, suffix, text }),
          },
          { ...judgeSettings(session, languageId, result.attempt.model), suppress: !input.manual },
        );
        const pays =
          escalates &&
          deps.strong !== null &&
          escalationPays(verdict.pAcceptable, 'complete', aim, deps.strongEstimate).pays;
        if (pays && verdict.verdict !== 'accept') await rested();
        if (verdict.pAcceptable >= draftFrom && text !== '') draft = text;
        return {
          ...verdict,
          // Held for the strong answer where waiting is tolerated and pays; weak text is not shown instead.
          verdict: verdict.verdict === 'suppress' && pays ? 'escalate' : verdict.verdict,
          reasons: [...verdict.reasons, ...parseNote(text, fit, waited), ...reasons],
        };
      },
    },
    ahead === null ? deps : { ...deps, strong: ahead.model },
    signal,
  );

  for await (const event of events) {
    if (event.type === 'asking') parses.restart();
    else if (event.type === 'text' && event.tier === 'fast') parses.push(event.text);
    if (event.type !== 'finished' && event.type !== 'cancelled' && event.type !== 'failed') {
      yield event;
      continue;
    }
    const wasted = ahead?.end() ?? null;
    const { attempts, reasons } = event.trace;
    const trace: Trace = {
      ...event.trace,
      attempts: wasted === null ? attempts : [...attempts, wasted],
      reasons: [...reasons, ...notesOf(input, tiers, settings, { weak, draft, attempts })],
    };
    // Behind the answer: nobody is there yet.
    if (event.type === 'finished')
      void later().then(() => input.onFollowUps?.(followUpsOf(input, trace, stoppers), trace));
    yield { ...event, trace };
  }
}

/** How long the keys must rest before a strong model is paid for, counted from the task's start. */
const restMs = 200;

function untilAborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}

const fences = new WeakMap<Session, DataFence>();

function fenceOf(session: Session): DataFence {
  const known = fences.get(session) ?? steadyFence(session.newId);
  fences.set(session, known);
  return known;
}

/** A vetoed answer, or one as bad, would lead the strong model astray as a draft. */
const draftFrom = 0.04;

/** Prompt tokens by where the model runs: what a processor here reads in the time that typing allows, or a data centre. */
function budgetOf({ info }: Model): number {
  const wanted = info.provider === 'embedded' ? 1_024 : info.local ? 2_048 : 6_144;
  return Math.min(wanted, info.capabilities.contextWindow - blockTokens);
}

function promptFor(input: CompleteInput, model: Model, data: DataFence, draft: string | null = null): Prompt {
  const window = completionWindow(input.prefix, input.suffix, budgetOf(model));
  return completionPrompt({
    capabilities: model.info.capabilities,
    family: model.info.capabilities.fimFamily,
    languageId: input.languageId,
    path: input.path,
    prefix: window.prefix,
    suffix: window.suffix,
    context: piecesWithin(input.context, window.contextTokens),
    multiline: input.multiline,
    maxTokens: input.multiline ? blockTokens : lineTokens,
    data,
    ...(draft !== null && { draft }),
    ...(input.alternative === true && { temperature: alternativeTemperature }),
  });
}
