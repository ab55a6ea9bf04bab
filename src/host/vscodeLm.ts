// VS Code's own language models behind the model port: no key, no address, no log-probabilities.
import * as vscode from 'vscode';
import type { ChatMessage, Model, ModelEvent, ModelInfo, Prompt } from '../core/model';
import { ModelError } from '../core/modelError';
import { estimateTokens } from '../core/context/estimateTokens';

type Chat = Pick<vscode.LanguageModelChat, 'id' | 'name' | 'vendor' | 'maxInputTokens' | 'sendRequest'>;

/** `redact` is applied to every text last, since this provider has no socket of ours. */
export function vscodeModel(chat: Chat, redact: (text: string) => string): Model {
  const info: ModelInfo = {
    provider: 'vscode',
    model: chat.id,
    origin: `vscode:${chat.vendor}`,
    local: false,
    capabilities: {
      chat: true,
      continuation: false,
      infill: false,
      fimFamily: null,
      logProbabilities: false,
      jsonSchema: false,
      contextWindow: chat.maxInputTokens,
    },
    // Billed by the vendor's own plan, of which VS Code tells nothing.
    prices: null,
  };
  return { info, stream: (prompt, signal) => stream(chat, prompt, signal, redact) };
}

async function* stream(
  chat: Chat,
  prompt: Prompt,
  signal: AbortSignal,
  redact: (text: string) => string,
): AsyncGenerator<ModelEvent> {
  const turns = asTurns(prompt).map((turn) => ({ ...turn, content: redact(turn.content) }));
  const source = new vscode.CancellationTokenSource();
  const onAbort = (): void => source.cancel();
  signal.addEventListener('abort', onAbort);
  try {
    // Stopped while the context was collected or the budget asked: that event has passed, and the vendor would be asked all the same.
    if (signal.aborted) throw new ModelError('cancelled', { sentence: 'Cancelled.' });
    yield { type: 'sent', body: JSON.stringify({ model: chat.id, messages: turns }) };
    const messages = turns.map((turn) =>
      turn.role === 'user'
        ? vscode.LanguageModelChatMessage.User(turn.content)
        : vscode.LanguageModelChatMessage.Assistant(turn.content),
    );
    const response = await chat.sendRequest(messages, {}, source.token);
    let text = '';
    for await (const part of response.text) {
      if (signal.aborted) break;
      text += part;
      yield { type: 'text', text: part };
    }
    if (signal.aborted) throw new ModelError('cancelled', { sentence: 'Cancelled.' });
    const input = turns.reduce((sum, turn) => sum + estimateTokens(turn.content), 0);
    const usage = { input, cachedRead: 0, cacheWrite: 0, output: estimateTokens(text), exact: false };
    yield { type: 'finish', reason: 'stop', usage, responseModel: null };
  } catch (error) {
    throw asModelError(error, signal, chat.name);
  } finally {
    signal.removeEventListener('abort', onAbort);
    // Whoever reads no further wants no more of it.
    source.cancel();
    source.dispose();
  }
}

function asTurns(prompt: Prompt): ChatMessage[] {
  if (prompt.kind === 'chat') return [{ role: 'user', content: prompt.system }, ...prompt.messages];
  const text = prompt.kind === 'continue' ? prompt.text : prompt.prefix;
  return [{ role: 'user', content: text }];
}

function asModelError(error: unknown, signal: AbortSignal, name: string): ModelError {
  if (error instanceof ModelError) return error;
  if (signal.aborted) return new ModelError('cancelled', { sentence: 'Cancelled.', cause: error });
  if (error instanceof vscode.LanguageModelError) {
    if (error.code === vscode.LanguageModelError.NoPermissions.name) {
      const sentence = `VS Code has not allowed Weir to use ${name}: allow it in "Manage Language Model Access".`;
      return new ModelError('auth', { sentence, cause: error });
    }
    if (error.code === vscode.LanguageModelError.NotFound.name) {
      const sentence = `${name} is no longer offered by VS Code: choose another model.`;
      return new ModelError('unknown-model', { sentence, cause: error });
    }
    if (error.code === vscode.LanguageModelError.Blocked.name) {
      const sentence = `${name} is blocked, mostly because its quota is used up: wait, or choose another model.`;
      return new ModelError('quota', { sentence, cause: error });
    }
  }
  return new ModelError('network', {
    sentence: `${name} did not answer through VS Code: try again, or choose another model.`,
    retryable: true,
    cause: error,
  });
}
