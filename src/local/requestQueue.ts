// The child's side of the protocol: one request at a time, the others wait; any of them can be cancelled.
import type { Prompt } from '../core/model';
import type { GenerationEvent } from './loadedModel';
import { LocalFault, type ChildFault, type ChildMessage, type HostMessage } from './protocol';

export interface Generator {
  generate(prompt: Prompt, signal: AbortSignal): AsyncIterable<GenerationEvent>;
  reset(): Promise<void>;
}

interface Request {
  readonly id: number;
  readonly body: string;
  readonly abort: AbortController;
}

export class RequestQueue {
  private readonly waiting: Request[] = [];
  private running: Request | null = null;

  /** Requests that arrive while the model still loads wait for it. */
  constructor(
    private readonly model: Promise<Generator>,
    private readonly send: (message: ChildMessage) => void,
  ) {}

  receive(message: HostMessage): void {
    if (message.type === 'cancel') this.cancel(message.id);
    else {
      this.waiting.push({ id: message.id, body: message.body, abort: new AbortController() });
      void this.pump();
    }
  }

  private cancel(id: number): void {
    if (this.running?.id === id) this.running.abort.abort();
    const index = this.waiting.findIndex((request) => request.id === id);
    if (index < 0) return;
    this.waiting.splice(index, 1);
    this.send({ type: 'cancelled', id });
  }

  private async pump(): Promise<void> {
    if (this.running) return;
    for (let next = this.waiting.shift(); next; next = this.waiting.shift()) {
      this.running = next;
      await this.run(next);
      this.running = null;
    }
  }

  private async run({ id, body, abort }: Request): Promise<void> {
    let model: Generator;
    try {
      model = await this.model;
    } catch {
      return; // the loader has said why, and the child is about to end
    }
    try {
      for await (const event of model.generate(readBody(body), abort.signal)) {
        if (abort.signal.aborted) break;
        if ('reason' in event) this.send({ type: 'finish', id, ...event });
        else this.send({ type: 'text', id, ...event });
      }
      if (abort.signal.aborted) this.send({ type: 'cancelled', id });
    } catch (error) {
      this.send({ type: 'error', id, ...describeFault(error) });
      await model.reset();
    }
  }
}

/** The body is the host's own, so its shape is not checked again; that it is JSON is. */
function readBody(body: string): Prompt {
  const prompt: Prompt = JSON.parse(body);
  return prompt;
}

export function describeFault(error: unknown): { fault: ChildFault; detail: string } {
  if (error instanceof LocalFault) return { fault: error.fault, detail: error.message };
  const detail = error instanceof Error ? error.message : String(error);
  const memory = (error instanceof Error && error.name === 'InsufficientMemoryError') || /memory|alloc/i.test(detail);
  return { fault: memory ? 'memory' : 'engine', detail };
}
