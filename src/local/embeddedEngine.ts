// The embedded models of this window: one child process for each model file, shared by whoever asks for that file.
//
// A process each, not one for both tiers: a strong model that runs out of memory leaves the fast one and its prompt cache
// alone, and to end a process is the only unloading that gives back every byte. Each takes half of the cores.
import { fork } from 'node:child_process';
import { asChildMessage } from './asChildMessage';
import { childEnvironment } from './childEnvironment';
import { ModelProcess, type Child, type ChildEvents } from './modelProcess';

export interface EngineOptions {
  /** The bundled child program, `dist/localChild.mjs`. */
  readonly childScript: string;
  /** The folder of the package `node-llama-cpp`. */
  readonly engineFolder: string;
  /** False: only the processor, whatever the machine has. */
  readonly gpu?: 'auto' | false;
  /** Milliseconds without a request after which a model leaves the memory. */
  readonly idleMs?: number;
  readonly environment?: Readonly<Record<string, string | undefined>>;
}

const IDLE_MS = 10 * 60 * 1000;
const LOAD_LIMIT_MS = 120_000;
const LAST_WORDS = 2000;

export class EmbeddedEngine {
  private readonly processes = new Map<string, ModelProcess>();

  constructor(private readonly options: EngineOptions) {}

  processFor(modelPath: string): ModelProcess {
    const known = this.processes.get(modelPath);
    if (known) return known;
    const created = new ModelProcess({
      spawn: (events) => this.spawn(modelPath, events),
      now: () => performance.now(),
      after: (ms, action) => {
        const timer = setTimeout(action, ms);
        timer.unref();
        return () => clearTimeout(timer);
      },
      idleMs: this.options.idleMs ?? IDLE_MS,
      loadLimitMs: LOAD_LIMIT_MS,
    });
    this.processes.set(modelPath, created);
    return created;
  }

  /** Ends every child. */
  dispose(): void {
    for (const process of this.processes.values()) process.dispose();
    this.processes.clear();
  }

  private spawn(modelPath: string, events: ChildEvents): Child {
    const { childScript, engineFolder, gpu, environment } = this.options;
    const child = fork(childScript, [engineFolder, modelPath, gpu === false ? 'off' : 'auto'], {
      env: childEnvironment(environment ?? process.env),
      // The host's own flags (an inspector's port above all) are not the child's.
      execArgv: [],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      windowsHide: true,
    });
    let lastWords = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      lastWords = (lastWords + chunk.toString()).slice(-LAST_WORDS);
    });
    child.on('message', (value) => {
      const message = asChildMessage(value);
      if (message) events.message(message);
    });
    child.on('exit', (code, signal) => events.exit(code, signal, lastWords));
    // A child that could not be started emits no `exit`; a message to one that has just ended is answered by its `exit`.
    child.on('error', (error) => {
      if (child.pid === undefined) events.exit(null, null, error.message);
    });
    return {
      pid: child.pid,
      // A message that finds the channel closed needs no answer of its own: `exit` follows and fails its request.
      send: (message) => {
        if (child.connected) child.send(message, (error) => void error);
      },
      // Nothing in the child is worth a farewell, and a busy decode would delay a softer signal.
      kill: () => void child.kill('SIGKILL'),
    };
  }
}
