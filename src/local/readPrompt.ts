// A prompt as tokens: chat by the model's own template, continuations as they are. What the user wrote stays letters.
import type { Prompt } from '../core/model';
import { blanksToHeal } from './healing';
import type { ChatHistoryItem, LlamaModel, LlamaPackage, Token } from './llamaTypes';
import { LocalFault } from './protocol';

export interface PromptTokens {
  /** Never empty. */
  readonly tokens: readonly Token[];
  /** What ends the answer besides the model's own end tokens. */
  readonly stopTokens: ReadonlySet<Token>;
  readonly stopTexts: readonly string[];
  /** Blanks that the tokens leave out, and that the model writes first: see `healing`. */
  readonly blanks: string;
}

/** The library's JSON grammar allows this only behind the value, and nothing but blank lines there. */
const AFTER_JSON = '\n\n\n\n';

/** @throws {LocalFault} `unsupported` where the model cannot take this kind of prompt. */
export function readPrompt(library: LlamaPackage, model: LlamaModel, prompt: Prompt): PromptTokens {
  switch (prompt.kind) {
    case 'continue': {
      // A prompt with control tokens ends in one, or was cut everywhere in training.
      const blanks = prompt.specialTokens ? '' : blanksToHeal(prompt.text);
      const text = prompt.text.slice(0, prompt.text.length - blanks.length);
      return { tokens: withBos(model, model.tokenize(text, prompt.specialTokens)), ...noStops, blanks };
    }
    case 'chat':
      return readChat(library, model, prompt);
    case 'infill':
      throw new LocalFault('unsupported', 'a prefix and a suffix without FIM tokens');
  }
}

const noStops = { stopTokens: new Set<Token>(), stopTexts: [] };

function readChat(library: LlamaPackage, model: LlamaModel, prompt: Prompt & { kind: 'chat' }): PromptTokens {
  const wrapper = hasTemplate(model) ? library.resolveChatWrapper(model) : null;
  if (!wrapper) throw new LocalFault('unsupported', 'a chat');
  const chatHistory: ChatHistoryItem[] = prompt.system === '' ? [] : [{ type: 'system', text: prompt.system }];
  for (const { role, content } of prompt.messages) {
    chatHistory.push(role === 'user' ? { type: 'user', text: content } : { type: 'model', response: [content] });
  }
  // The template ends where an empty answer of the model begins.
  chatHistory.push({ type: 'model', response: [] });
  const { contextText, stopGenerationTriggers } = wrapper.generateContextState({ chatHistory });
  const stopTokens = new Set<Token>();
  const stopTexts: string[] = prompt.schema === undefined ? [] : [AFTER_JSON];
  for (const trigger of stopGenerationTriggers) {
    const [first, ...more] = trigger.tokenize(model.tokenizer);
    if (first === undefined) continue;
    if (more.length === 0) stopTokens.add(first);
    else stopTexts.push(model.detokenize([first, ...more]));
  }
  return { tokens: withBos(model, contextText.tokenize(model.tokenizer)), stopTokens, stopTexts, blanks: '' };
}

function withBos(model: LlamaModel, tokens: readonly Token[]): readonly Token[] {
  const { bos, shouldPrependBosToken } = model.tokens;
  if (bos === null || tokens[0] === bos) return tokens;
  // An empty prompt still needs one token to start from.
  return shouldPrependBosToken || tokens.length === 0 ? [bos, ...tokens] : tokens;
}

export function hasTemplate(model: LlamaModel): boolean {
  return (model.fileInfo.metadata.tokenizer?.chat_template ?? '').trim() !== '';
}
