// The models that `run` is told to ask, from their names on the command line. The extension builds its own in wireModels.
import type { Model } from '../src/core/model';
import { pricesOf } from '../src/core/cost/prices';
import { Redactor } from '../src/core/privacy/redact';
import { redactBody } from '../src/core/privacy/redactBody';
import { restoredModel } from '../src/core/privacy/restoredModel';
import { fimFamilyOf } from '../src/core/prompts/fimFamily';
import { defaultSettings, type TierSettings } from '../src/core/settings';
import type { Tier } from '../src/core/task';
import { EmbeddedEngine } from '../src/local/embeddedEngine';
import { embeddedModel } from '../src/local/embeddedModel';
import { Breaker } from '../src/providers/breaker';
import { createModel } from '../src/providers/createModel';
import { Keys } from '../src/providers/keys';
import { resolveTier } from '../src/providers/tiers';
import { bundleChild, defaultToolsFolder, embeddedFiles } from './embedded';

export interface RunModels {
  readonly models: Readonly<Record<Tier, Model>>;
  dispose(): Promise<void>;
}

/**
 * A name is `embedded:fast` or `embedded:strong` (the models of the tools folder), `embedded:FILE.gguf`, `openai:MODEL`,
 * `anthropic:MODEL`, or a server's address with its model, `http://127.0.0.1:8080/v1#MODEL`. Keys come from the environment.
 * @throws with one sentence where a name is none of these or its model is missing
 */
export async function runModels(names: Readonly<Record<Tier, string>>): Promise<RunModels> {
  const { childScript, remove } = await bundleChild();
  const files = embeddedFiles(defaultToolsFolder());
  let engine: EmbeddedEngine | null = null;
  const redactor = new Redactor();
  const redact = (body: string): string =>
    redactBody(body, { redactor, now: () => performance.now(), budgetMs: 5_000 });
  const breaker = new Breaker(() => performance.now());
  const keys = new Keys(
    { get: async () => undefined, store: async () => undefined, delete: async () => undefined },
    process.env,
  );

  const embedded = async (name: string): Promise<Model> => {
    if ('missing' in files) throw new Error(`${files.missing} Run "npm start" once, which fetches it.`);
    engine ??= new EmbeddedEngine({ childScript, engineFolder: files.engineFolder, gpu: false });
    const path = name === 'fast' || name === 'strong' ? files[name] : name;
    return embeddedModel(engine, { path, fimFamilyOf, redactBody: redact });
  };
  const server = async (tier: Tier, settings: TierSettings): Promise<Model> => {
    const resolved = resolveTier(tier, {
      settings: { ...defaultSettings, [tier]: settings },
      keys: await keys.known(tier),
      discovered: [],
      vscodeModels: false,
      consentedPrivate: () => true,
      fimFamilyOf,
      priceOf: pricesOf,
    });
    if (resolved.kind === 'not-configured') throw new Error(resolved.sentence);
    if (resolved.kind !== 'server') throw new Error(`The ${tier} tier is no model behind a server.`);
    const { origin } = resolved.info;
    const key = async (asked: string): Promise<string | null> => {
      const found = await keys.lookUp(tier, asked);
      return found.found ? found.key : null;
    };
    return createModel(
      resolved,
      { guard: { redactBody: redact, allowedOrigins: (one) => one === origin }, key },
      breaker,
    );
  };
  const named = (tier: Tier): Promise<Model> => {
    const name = names[tier];
    if (name.startsWith('embedded:')) return embedded(name.slice('embedded:'.length));
    return server(tier, serverSettings(tier, name));
  };
  return {
    models: {
      fast: restoredModel(await named('fast'), redactor),
      strong: restoredModel(await named('strong'), redactor),
    },
    dispose: async () => {
      engine?.dispose();
      await remove();
    },
  };
}

function serverSettings(tier: Tier, name: string): TierSettings {
  const maker = /^(openai|anthropic):(.+)$/.exec(name);
  if (maker?.[2] !== undefined) {
    return { provider: maker[1] === 'openai' ? 'openai' : 'anthropic', model: maker[2], baseUrl: '' };
  }
  const at = name.lastIndexOf('#');
  if (/^https?:\/\//.test(name) && at > 0) {
    return { provider: 'compatible', model: name.slice(at + 1), baseUrl: name.slice(0, at) };
  }
  throw new Error(
    `--${tier} must be embedded:fast, embedded:strong, embedded:FILE.gguf, openai:MODEL, anthropic:MODEL or http://HOST/v1#MODEL.`,
  );
}
