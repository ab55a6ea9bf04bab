// A team's policy: aims, budgets, prices, allowed models and a shared prior, from a JSON file. Parses and applies it; reads no file.
import type { VersionedArtefact } from './calibration/versionedArtefact';
import { ownPrices, type OwnPrices } from './cost/ownPrices';
import type { Aim, Mode, Settings } from './settings';

export interface Policy {
  readonly aim: Aim | null;
  readonly mode: Mode | null;
  /** Dollars; null leaves the user's own. */
  readonly budget: { readonly day: number | null; readonly month: number | null };
  readonly prices: OwnPrices;
  /** Names of the models that may be asked; null is all. */
  readonly models: readonly string[] | null;
  /** A judge from many users' exported traces, in place of the prior set by hand. */
  readonly prior: VersionedArtefact | null;
}

const aims: readonly Aim[] = ['cost', 'speed', 'balanced', 'quality'];
const modes: readonly Mode[] = ['cascade', 'fast', 'strong'];

type Fields = Readonly<Record<string, unknown>>;

/** The policy, or the sentence that says what is wrong with the file's text. */
export function parsePolicy(text: string): Policy | string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return 'it is no JSON';
  }
  if (!isObject(value)) return 'it must be a JSON object';
  const { aim, mode, budget, models, prior } = value;
  const knownAim = aims.find((known) => known === aim) ?? null;
  if (aim !== undefined && knownAim === null) return `"aim" must be one of ${aims.join(', ')}`;
  const knownMode = modes.find((known) => known === mode) ?? null;
  if (mode !== undefined && knownMode === null) return `"mode" must be one of ${modes.join(', ')}`;
  if (budget !== undefined && !isObject(budget)) return '"budget" must have "day" and "month" in dollars';
  const [day, month] = [dollars(budget?.['day']), dollars(budget?.['month'])];
  if (day === undefined || month === undefined) return '"budget" must have "day" and "month" in dollars';
  const names = models === undefined ? null : textsIn(models);
  if (names === undefined) return '"models" must be a list of names';
  if (prior !== undefined && !isArtefact(prior))
    return '"prior" is no judge that "eval -- cascade --artefact" has written';
  return {
    aim: knownAim,
    mode: knownMode,
    budget: { day, month },
    prices: ownPrices(value['prices']),
    models: names,
    prior: prior ?? null,
  };
}

/** The policy's word goes before the user's; a budget can only be made smaller. */
export function applyPolicy(settings: Settings, policy: Policy | null): Settings {
  if (policy === null) return settings;
  const { budget } = settings;
  return Object.freeze({
    ...settings,
    aim: policy.aim ?? settings.aim,
    mode: policy.mode ?? settings.mode,
    budget: { day: smaller(budget.day, policy.budget.day), month: smaller(budget.month, policy.budget.month) },
    prices: { ...settings.prices, ...policy.prices },
  });
}

export function allowsModel(policy: Policy | null, model: string): boolean {
  return policy?.models == null || policy.models.includes(model);
}

/** A path, and the SHA-256 that it is pinned to. */
export function policyPath(setting: string): { readonly path: string; readonly sha256: string | null } {
  const pinned = /^(.*)#sha256=([0-9a-f]{64})$/i.exec(setting);
  return { path: pinned?.[1] ?? setting, sha256: pinned?.[2]?.toLowerCase() ?? null };
}

/** 0 is no limit. */
const smaller = (own: number, team: number | null): number =>
  team === null || team <= 0 ? own : own <= 0 ? team : Math.min(own, team);

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Undefined where it is no amount; null where it is not there. */
function dollars(value: unknown): number | null | undefined {
  if (value === undefined || value === null) return null;
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : undefined;
}

function textsIn(value: unknown): readonly string[] | undefined {
  return Array.isArray(value) && value.every((item) => typeof item === 'string') ? value : undefined;
}

/** Has it the form that the evaluation writes? */
function isArtefact(value: unknown): value is VersionedArtefact {
  if (!isObject(value) || typeof value['version'] !== 'string' || typeof value['madeAt'] !== 'number') return false;
  const { artefact, seen, strongRight } = value;
  return (
    isObject(artefact) &&
    artefact['format'] === 1 &&
    isObject(artefact['schema']) &&
    isObject(artefact['fit']) &&
    isObject(artefact['map']) &&
    isObject(seen) &&
    Array.isArray(seen['kinds']) &&
    Array.isArray(seen['languages']) &&
    isObject(seen['ranges']) &&
    isObject(strongRight)
  );
}
