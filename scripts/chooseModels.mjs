// Where the two models come from when the editor is started by `npm start`: keys, VS Code's own, a server, or embedded.
import { createInterface } from 'node:readline/promises';
import { log, SetupError } from './run.mjs';
import { findServer } from './serverModels.mjs';

/** The environment variables that Weir reads keys from. */
export const keyNames = ['WEIR_FAST_API_KEY', 'WEIR_STRONG_API_KEY', 'OPENAI_API_KEY', 'ANTHROPIC_API_KEY'];

/** User settings for the editor. With keys, or nothing better, they are empty: `auto` then decides inside the editor. */
export async function chooseModels({ tools, yes, desktop, env = process.env }) {
  const keys = keyNames.filter((name) => env[name]);
  if (keys.length) {
    log(`models: the keys in ${keys.join(', ')}`);
    return {};
  }
  const server = await findServer();
  if (server && !desktop) {
    log(`models: ${server.name} at ${server.baseUrl}, fast ${server.fast}, strong ${server.strong}`);
    return { ...tier('fast', server), ...tier('strong', server) };
  }
  // The desktop editor may have models of its own, which only it can tell: its `auto` asks for those first.
  if (server) return {};
  const { ensureModels } = await import('./models.mjs');
  const models = await ensureModels({ toolsFolder: tools, yes, log, ask });
  if (models) {
    log(`models: embedded, fast ${models.fast.model}, strong ${models.strong.model}`);
    return { ...embedded('fast', models.fast, desktop), ...embedded('strong', models.strong, desktop) };
  }
  if (desktop) return {};
  throw new SetupError(`There is no model: set ${keyNames.join(' or ')}, start Ollama, or run "npm start -- --yes".`);
}

function tier(name, server) {
  return {
    [`weir.${name}.provider`]: 'compatible',
    [`weir.${name}.baseUrl`]: server.baseUrl,
    [`weir.${name}.model`]: server[name],
  };
}

function embedded(name, { path }, desktop) {
  const provider = desktop ? {} : { [`weir.${name}.provider`]: 'embedded' };
  return { ...provider, [`weir.embedded.${name}Path`]: path };
}

async function ask(question) {
  if (!process.stdin.isTTY) return false;
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^y(es)?$/i.test((await terminal.question(`${question} [y/N] `)).trim());
  } finally {
    terminal.close();
  }
}
