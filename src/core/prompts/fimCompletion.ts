// The prompt of a completion, by what the model can do: its family's FIM tokens, an infill end point, plain continuation,
// or a hole to fill for a chat model.
import type { Capabilities, FimFamily, Model, Prompt, Sampling } from '../model';
import type { Settings } from '../settings';
import type { ContextPiece } from '../task';
import { languageTraits } from '../completion/language';
import { chatHolePrompt } from './fimChat';
import { fimPrompt } from './fim';
import type { DataFence } from './patchFence';

export interface CompletionPromptInput {
  readonly capabilities: Capabilities;
  /** From chooseFimFamily; null where the model has none. */
  readonly family: FimFamily | null;
  readonly languageId: string;
  readonly path: string;
  readonly prefix: string;
  readonly suffix: string;
  /** The stable pieces first, so that a server's prompt cache hits. */
  readonly context: readonly ContextPiece[];
  readonly multiline: boolean;
  readonly maxTokens: number;
  /** For a chat model: another model's text for the same place. */
  readonly draft?: string;
  /** Around repository text in a chat prompt; what is continued or filled in is the text itself. */
  readonly data: DataFence;
  /** 0 (greedy) unless alternatives are wanted. */
  readonly temperature?: number;
}

export function completionPrompt(input: CompletionPromptInput): Prompt {
  const { capabilities, family, prefix, suffix } = input;
  const sampling = (stop: readonly string[]): Sampling => ({
    maxTokens: input.maxTokens,
    temperature: input.temperature ?? 0,
    stop,
    logProbabilities: capabilities.logProbabilities !== false,
  });
  if (family !== null && capabilities.continuation) {
    const { text, stop } = fimPrompt(family, input);
    return { kind: 'continue', text, specialTokens: true, ...sampling(stop) };
  }
  if (capabilities.infill) {
    return { kind: 'infill', prefix: contextAsComments(input) + prefix, suffix, ...sampling([]) };
  }
  // Continuing code is what every model learned first: small chat models do it well and fill holes badly. The suffix serves
  // to stop and trim on our side, never as a stop string.
  if (capabilities.continuation) {
    return { kind: 'continue', text: contextAsComments(input) + prefix, specialTokens: false, ...sampling([]) };
  }
  const { system, user } = chatHolePrompt(input);
  return { kind: 'chat', system, messages: [{ role: 'user', content: user }], ...sampling([]) };
}

/** Other files' text as comments, so that what follows is still one file of the language. */
function contextAsComments({ context, languageId, path }: CompletionPromptInput): string {
  if (context.length === 0) return '';
  const { lineComments, blockComment } = languageTraits(languageId);
  const open = lineComments[0] ?? blockComment?.[0] ?? '#';
  const close = lineComments[0] === undefined && blockComment !== null ? ` ${blockComment[1]}` : '';
  const comment = (line: string): string => `${open} ${line}${close}`;
  const pieces = context.map((piece) => [`Path: ${piece.path}`, ...piece.text.split('\n')].map(comment).join('\n'));
  return `${pieces.join('\n')}\n${comment(`Path: ${path}`)}\n`;
}

/** Only a hole in a chat prompt has room for another model's text. */
export function takesDraft({ info }: Model): boolean {
  return !info.capabilities.continuation && !info.capabilities.infill;
}

/** True where the model may have learned FIM tokens and nobody knows which: none are used, and the user can say which. */
export function fimUnknown({ info }: Model, { fimFamily }: Pick<Settings, 'fimFamily'>): boolean {
  const { chat, continuation, infill, fimFamily: family } = info.capabilities;
  return fimFamily === 'auto' && family === null && !infill && (continuation || !chat);
}

/** False where no prompt exists that such a model could answer: without its family's tokens it would get nonsense. */
export function canComplete({ info }: Model): boolean {
  const { chat, continuation, infill } = info.capabilities;
  return chat || continuation || infill;
}
