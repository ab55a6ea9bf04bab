// Chat: a conversation that came from outside, with tools or without, through the cascade. Its tool calls are handed back, not made.
import { aimNumbers } from '../aims';
import { runCascade } from '../cascade';
import type { CascadeEvent } from '../cascadeTask';
import { judge, type Verdict } from '../judging/judge';
import { createLoopWatch } from '../judging/loopWatch';
import type { ChatMessage, Model, Prompt } from '../model';
import { promptTokens } from '../prompts/promptTokens';
import { cascadeDeps, judgeSettings, routeTask, type Session, type Tiers } from '../session';
import type { Reason, Tier } from '../task';
import { faultOf, type ToolCall, type ToolSpec } from '../toolUse';

export interface ChatInput {
  readonly system: string;
  readonly messages: readonly ChatMessage[];
  readonly tools: readonly ToolSpec[];
  /** What the conversation is about, for the list of traces. */
  readonly title: string;
  /** Names one conversation, for the latch. */
  readonly thread: string;
  readonly maxTokens: number;
  readonly pin: Tier | null;
}

const answerTokens = 400;
/** A conversation is in no programming language. */
const languageId = 'markdown';

/** `calls` gets the tool calls of each answer, before its `answered` event. */
export async function* chat(
  session: Session,
  tiers: Tiers,
  input: ChatInput,
  calls: (tier: Tier, calls: readonly ToolCall[]) => void,
  signal: AbortSignal,
): AsyncGenerator<CascadeEvent, void, void> {
  const { system, messages, tools, maxTokens } = input;
  const called: Partial<Record<Tier, readonly ToolCall[]>> = {};
  const watched = (model: Model | null, tier: Tier): Model | null =>
    model === null
      ? null
      : withCalls(model, (found) => {
          called[tier] = found;
          calls(tier, found);
        });
  const watchedTiers: Tiers = { ...tiers, fast: watched(tiers.fast, 'fast'), strong: watched(tiers.strong, 'strong') };
  const prompt = (model: Model): Prompt => ({
    kind: 'chat',
    system,
    messages,
    maxTokens,
    temperature: 0,
    stop: [],
    // Models that call tools give no log-probabilities with them, and some refuse the question.
    logProbabilities: tools.length === 0 && model.info.capabilities.logProbabilities !== false,
    ...(tools.length > 0 && { tools }),
  });
  const any = tiers.fast ?? tiers.strong;
  const features = {
    'request.tokens': any === null ? 0 : promptTokens(prompt(any)),
    'chat.turns': messages.length,
    'chat.tools': tools.length,
  };
  const request = { kind: 'chat' as const, features, languageId, pin: input.pin, thread: input.thread, answerTokens };
  const settings = session.settings();

  yield* runCascade(
    {
      id: session.newId(),
      kind: 'chat',
      languageId,
      path: input.title,
      startedAt: session.clock(),
      features,
      route: routeTask(session, tiers, request),
      aim: aimNumbers(settings.aim, 'chat'),
      spans: [],
      waits: true,
      prompt,
      earlyStop: createLoopWatch,
      // Both tiers may be under way at once: whose answer this is says the attempt.
      shape: ({ text, tier }) => ({
        text: text.trim() === '' ? nameCalls(called[tier] ?? []) : text.trim(),
        reasons: [],
      }),
      judge: (result, text) =>
        Promise.resolve(
          verdictOn(called.fast ?? [], tools, () =>
            judge(
              {
                kind: 'chat',
                text,
                finish: result.attempt.finish,
                logprobs: result.attempt.logprobs,
                source: messages.map(({ content }) => content).join('\n'),
                fit: null,
              },
              { ...judgeSettings(session, languageId, result.attempt.model), suppress: false },
            ),
          ),
        ),
    },
    cascadeDeps(session, watchedTiers, request),
    signal,
  );
}

/** Calls that can be made are as good as an answer; one that cannot is none. */
function verdictOn(calls: readonly ToolCall[], tools: readonly ToolSpec[], prose: () => Verdict): Verdict {
  const verdict = prose();
  const first = calls[0];
  if (first === undefined) return verdict;
  const bad = calls.find((call) => faultOf(call, tools) !== null);
  const pAcceptable = bad === undefined ? Math.max(verdict.pAcceptable, callHolds) : callFails;
  const reason: Reason =
    bad === undefined
      ? { rule: 'calls.hold', weight: 1, data: { names: calls.map(({ name }) => name).join(', ') } }
      : { rule: 'veto.calls', weight: -1, data: { names: bad.name } };
  return {
    ...verdict,
    pAcceptable,
    verdict: pAcceptable >= verdict.threshold ? 'accept' : 'escalate',
    stages: [...verdict.stages, 'calls'],
    reasons: [reason],
  };
}

/** Priors: a call of a tool that exists, with what it requires, is mostly the right next step. */
const callHolds = 0.85;
const callFails = 0.02;

/** What stands in the trace for an answer without words. */
function nameCalls(calls: readonly ToolCall[]): string {
  return calls.map(({ name, input }) => `${name}(${input})`).join('\n');
}

function withCalls(model: Model, found: (calls: readonly ToolCall[]) => void): Model {
  return {
    info: model.info,
    async *stream(prompt, signal) {
      for await (const event of model.stream(prompt, signal)) {
        if (event.type === 'finish' && event.toolCalls !== undefined) found(event.toolCalls);
        yield event;
      }
    },
  };
}
