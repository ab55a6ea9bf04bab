// "Weir Auto": a language model that VS Code's own chat and other extensions can pick; the cascade is underneath.
import * as vscode from 'vscode';
import { estimateTokens } from '../core/context/estimateTokens';
import type { ModelError } from '../core/modelError';
import type { Session } from '../core/session';
import type { Tier } from '../core/task';
import { chat, type ChatInput } from '../core/tasks/chatTask';
import { parsedInput, type ToolCall } from '../core/toolUse';
import { conversation, textOf } from './chatParts';
import type { Recorder } from './recorder';

const maxAnswerTokens = 4_096;

export interface AutoParts {
  readonly session: Session;
  readonly recorder: Pick<Recorder, 'underway' | 'record'>;
  readonly failed: (error: ModelError) => void;
}

export class WeirAuto {
  constructor(private readonly parts: AutoParts) {}

  async provideLanguageModelChatInformation(): Promise<vscode.LanguageModelChatInformation[]> {
    const { fast, strong } = await this.parts.session.tiers();
    const models = [fast, strong].flatMap((model) => model ?? []);
    if (models.length === 0) return [];
    const names = [...new Set(models.map(({ info }) => info.model))];
    // The stronger window counts: what does not fit the fast model goes to the strong one at once.
    const window = Math.max(...models.map(({ info }) => info.capabilities.contextWindow));
    return [
      {
        id: 'auto',
        name: 'Weir Auto',
        family: 'weir',
        version: '1',
        detail: names.join(' → '),
        tooltip: vscode.l10n.t('The fast model answers; the strong one takes over where the answer is too weak.'),
        maxInputTokens: Math.max(1_024, window - maxAnswerTokens),
        maxOutputTokens: maxAnswerTokens,
        capabilities: { toolCalling: models.every(({ info }) => callsTools(info.provider)) },
      },
    ];
  }

  async provideLanguageModelChatResponse(
    _model: vscode.LanguageModelChatInformation,
    messages: readonly vscode.LanguageModelChatRequestMessage[],
    options: vscode.ProvideLanguageModelChatResponseOptions,
    progress: vscode.Progress<vscode.LanguageModelResponsePart>,
    token: vscode.CancellationToken,
  ): Promise<void> {
    const { session, recorder, failed } = this.parts;
    const abort = new AbortController();
    const cancel = token.onCancellationRequested(() => abort.abort());
    const { system, turns } = conversation(messages);
    const asked = turns.findLast(({ role }) => role === 'user')?.content ?? '';
    const thread = `chat ${turns[0]?.content.slice(0, 200) ?? ''}`;
    const input: ChatInput = {
      system,
      messages: turns,
      title: asked.split('\n')[0]?.slice(0, 80) ?? '',
      thread,
      maxTokens: maxAnswerTokens,
      pin: null,
      tools: (options.tools ?? []).map(({ name, description, inputSchema }) => ({
        name,
        description,
        schema: { type: 'object', properties: {}, ...inputSchema },
      })),
    };
    const calls: Partial<Record<Tier, readonly ToolCall[]>> = {};
    const say = (text: string): void =>
      text === '' ? undefined : progress.report(new vscode.LanguageModelTextPart(text));
    try {
      const tiers = await session.tiers();
      let streamed = false;
      const note = (tier: Tier, found: readonly ToolCall[]): void => {
        calls[tier] = found;
      };
      for await (const event of chat(session, tiers, input, note, abort.signal)) {
        // What is said here cannot be taken back: a fast answer waits for its verdict, a strong one is said as it comes.
        if (event.type === 'text' && event.tier === 'strong') {
          streamed = true;
          say(event.text);
        }
        if (event.type === 'underway') recorder.underway(event.trace);
        // Unsaid, a trace that is begun would count as interrupted.
        if (event.type === 'finished' || event.type === 'cancelled' || event.type === 'failed')
          recorder.record(event.trace, thread);
        if (event.type === 'finished') {
          const tier: Tier = event.trace.shown === 'strong' ? 'strong' : 'fast';
          if (tier === 'fast' || !streamed) say(event.trace.attempts.findLast((one) => one.tier === tier)?.text ?? '');
          for (const call of calls[tier] ?? [])
            progress.report(new vscode.LanguageModelToolCallPart(call.id, call.name, parsedInput(call) ?? {}));
        }
        if (event.type === 'failed') {
          failed(event.error);
          throw new Error(event.error.sentence);
        }
      }
    } finally {
      cancel.dispose();
    }
  }

  provideTokenCount(
    _model: vscode.LanguageModelChatInformation,
    text: string | vscode.LanguageModelChatRequestMessage,
  ): Promise<number> {
    return Promise.resolve(estimateTokens(typeof text === 'string' ? text : textOf(text.content)));
  }
}

function callsTools(provider: string): boolean {
  return provider === 'openai' || provider === 'anthropic' || provider === 'compatible';
}
