// The model port over the embedded engine: one model file as a Model. The file's head says what it can do.
import type { FimFamily, Model, ModelEvent, ModelInfo, Prompt } from '../core/model';
import { ModelError } from '../core/modelError';
import { cancelled } from './faultSentences';
import { readGgufHeader } from './ggufHeader';
import { LARGEST_CONTEXT } from './contextLimit';
import type { AnswerMessage, ModelProcess } from './modelProcess';

/** The part of the engine that a model needs. */
export interface Processes {
  processFor(modelPath: string): Pick<ModelProcess, 'request'>;
}

export interface EmbeddedModelOptions {
  /** A `.gguf` file. */
  readonly path: string;
  /** The name that the user sees; by default the file's own. */
  readonly model?: string;
  /** From the name of a model to the FIM tokens that it knows. */
  readonly fimFamilyOf: (name: string) => FimFamily | null;
  /** The last step before the model: takes and gives the serialised prompt, throws where it cannot vouch for it. */
  readonly redactBody: (body: string) => string;
}

/** @throws {ModelError} where the file is missing, no model, damaged or cut short. The model itself is not loaded yet. */
export async function embeddedModel(engine: Processes, options: EmbeddedModelOptions): Promise<Model> {
  const header = await readGgufHeader(options.path);
  const file = options.path.slice(Math.max(options.path.lastIndexOf('/'), options.path.lastIndexOf('\\')) + 1);
  const model = options.model ?? file.replace(/\.gguf$/i, '');
  const info: ModelInfo = {
    provider: 'embedded',
    model,
    origin: 'embedded:',
    local: true,
    capabilities: {
      chat: header.hasChatTemplate,
      continuation: true,
      infill: false,
      fimFamily: options.fimFamilyOf(model) ?? options.fimFamilyOf(header.name),
      logProbabilities: true,
      jsonSchema: header.hasChatTemplate,
      contextWindow: Math.min(header.contextLength ?? LARGEST_CONTEXT, LARGEST_CONTEXT),
    },
    prices: { input: 0, cachedRead: 0, cacheWrite: 0, output: 0 },
  };
  return {
    info,
    stream: (prompt, signal) => stream(engine.processFor(options.path), model, prompt, signal, options.redactBody),
  };
}

async function* stream(
  process: Pick<ModelProcess, 'request'>,
  model: string,
  prompt: Prompt,
  signal: AbortSignal,
  redactBody: (body: string) => string,
): AsyncGenerator<ModelEvent, void> {
  if (signal.aborted) throw cancelled();
  const body = redact(prompt, redactBody);
  yield { type: 'sent', body };
  for await (const message of answer(process, body, signal)) {
    if (message.type === 'finish') {
      yield { type: 'finish', reason: message.reason, usage: message.usage, responseModel: model };
      return;
    }
    yield { type: 'text', text: message.text, ...(prompt.logProbabilities ? { tokens: message.tokens } : {}) };
  }
}

function redact(prompt: Prompt, redactBody: (body: string) => string): string {
  try {
    return redactBody(JSON.stringify(prompt));
  } catch (cause) {
    const sentence = 'Weir could not check this request for secrets, so it was not sent to the model.';
    throw new ModelError('redaction', { sentence, cause });
  }
}

/** The child's messages as they come. Leaving the loop early, or aborting, cancels the request. */
async function* answer(
  process: Pick<ModelProcess, 'request'>,
  body: string,
  signal: AbortSignal,
): AsyncGenerator<AnswerMessage, void> {
  const arrived: AnswerMessage[] = [];
  let failure: ModelError | null = null;
  let wake = (): void => undefined;
  const cancel = process.request(body, {
    next: (message) => {
      arrived.push(message);
      wake();
    },
    fail: (error) => {
      failure = error;
      wake();
    },
  });
  const abort = (): void => {
    failure = cancelled();
    wake();
  };
  signal.addEventListener('abort', abort, { once: true });
  try {
    for (;;) {
      if (signal.aborted) throw cancelled();
      const message = arrived.shift();
      if (message) yield message;
      else if (failure) throw failure;
      else await new Promise<void>((resolve) => (wake = resolve));
    }
  } finally {
    signal.removeEventListener('abort', abort);
    cancel();
  }
}
