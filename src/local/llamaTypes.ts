// The part of node-llama-cpp 3.22 that Weir uses, as structural types: the package is not a dependency of the project
// (its optional GPU builds are 600 MB), it is imported at run time from the engine folder.

export type Token = number;

/** Text that keeps apart what the template wrote (special tokens) and what the user wrote (letters only). */
export interface LlamaText {
  tokenize(tokenizer: Tokenizer): Token[];
}

export type Tokenizer = (text: string, specialTokens?: boolean) => Token[];

export interface ChatWrapper {
  generateContextState(options: { chatHistory: readonly ChatHistoryItem[] }): {
    readonly contextText: LlamaText;
    readonly stopGenerationTriggers: readonly LlamaText[];
  };
}

export type ChatHistoryItem =
  | { readonly type: 'system' | 'user'; readonly text: string }
  | { readonly type: 'model'; readonly response: readonly string[] };

export interface Grammar {
  readonly grammar: string;
}

export interface GrammarState {
  clone(): GrammarState;
}

export interface SampleOptions {
  readonly temperature: number;
  readonly seed?: number;
}

export interface LlamaSequence {
  readonly nextTokenIndex: number;
  adaptStateToTokens(tokens: Token[], allowShift: boolean): Promise<void>;
  clearHistory(): Promise<void>;
  evaluateWithoutGeneratingNewTokens(tokens: Token[]): Promise<void>;
  evaluateWithMetadata(
    tokens: Token[],
    metadata: { readonly confidence: boolean },
    options: SampleOptions & { readonly grammarEvaluationState?: GrammarState },
  ): AsyncIterable<{ readonly token: Token; readonly confidence?: number }>;
  controlledEvaluate(
    input: readonly [
      Token,
      {
        readonly generateNext: {
          readonly token: true;
          readonly totalLogitWeight?: boolean;
          /** Of all tokens, likeliest first, under the options' temperature. */
          readonly probabilities?: boolean;
          readonly options: SampleOptions;
        };
      },
    ][],
  ): Promise<
    readonly (
      | {
          readonly next: {
            readonly token?: Token | null;
            readonly totalLogitWeight?: number;
            readonly probabilities?: ReadonlyMap<Token, number>;
          };
        }
      | undefined
    )[]
  >;
}

export interface LlamaContext {
  readonly contextSize: number;
  getSequence(): LlamaSequence;
}

export interface LlamaModel {
  readonly tokenizer: Tokenizer;
  readonly trainContextSize: number;
  readonly tokens: { readonly bos: Token | null; readonly shouldPrependBosToken: boolean };
  readonly fileInfo: { readonly metadata: { readonly tokenizer?: { readonly chat_template?: string } } };
  tokenize(text: string, specialTokens?: boolean): Token[];
  detokenize(tokens: readonly Token[], specialTokens?: boolean, lastTokens?: readonly Token[]): string;
  isEogToken(token: Token): boolean;
  createContext(options: {
    readonly contextSize: { readonly max: number };
    readonly threads: number;
    readonly swaFullCache: boolean;
  }): Promise<LlamaContext>;
}

export interface Llama {
  readonly gpu: string | false;
  readonly cpuMathCores: number;
  maxThreads: number;
  loadModel(options: { readonly modelPath: string }): Promise<LlamaModel>;
  createGrammarForJsonSchema(schema: Readonly<Record<string, unknown>>): Promise<Grammar>;
}

export interface LlamaPackage {
  getLlama(options: {
    readonly build: 'never';
    readonly gpu: 'auto' | false;
    readonly progressLogs: false;
    readonly logger: (level: string, message: string) => void;
  }): Promise<Llama>;
  resolveChatWrapper(model: LlamaModel): ChatWrapper | null;
  readonly LlamaGrammarEvaluationState: new (options: { model: LlamaModel; grammar: Grammar }) => GrammarState;
}
