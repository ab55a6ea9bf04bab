// Reads the rows of `cascade`: outcomes of both tiers on one task, with what the judge may see. Computes no signal.
import type { TaskKind } from '../src/core/task';
import { taskKinds } from './judge';
import { optionalNumbers, optionalText, optionalTexts, textOf, type Row } from './rows';

export interface TierOutcome {
  /** 1 good, 0 bad, null not known. */
  readonly ok: number | null;
  /** Dollars. */
  readonly cost: number;
  /** Milliseconds to the whole answer, where measured. */
  readonly ms: number | null;
}

export interface CascadeRow {
  readonly id: string;
  readonly group: string;
  readonly kind: TaskKind;
  /** False where the row names no task. */
  readonly taskNamed: boolean;
  readonly languageId: string;
  readonly features: Readonly<Record<string, number>>;
  readonly signals: Readonly<Record<string, number>>;
  readonly prompt: string | null;
  /** What stands before and after a hole; null where the row is no hole. */
  readonly hole: { readonly prefix: string; readonly suffix: string } | null;
  /** Trust in the outcome, 0 to 1. */
  readonly trust: number;
  /** The trust over the chance that the outcome was seen. */
  readonly weight: number;
  readonly fast: TierOutcome & {
    readonly text: string | null;
    readonly logprobs: readonly number[] | null;
    readonly samples: readonly string[];
    /** What the answer (first) and each sample printed on the same inputs; empty where nothing ran. */
    readonly behaviour: readonly (readonly string[])[];
    readonly testsPassed: number | null;
  };
  readonly strong: TierOutcome;
}

/** A log of whole answers that says nothing of its tasks is one of answers that somebody waited for. */
const ordinaryTask: TaskKind = 'edit';
const smallestPropensity = 0.02;

/** @throws with one sentence where a field is missing or of the wrong kind */
export function cascadeRow(row: Row): CascadeRow {
  const kind = taskKinds.find((known) => known === (optionalText(row, 'task') ?? ordinaryTask));
  if (kind === undefined) throw new Error(`"task" must be one of ${taskKinds.join(', ')}.`);
  const fast = objectOf(row, 'fast');
  const id = textOf(row, 'id');
  const propensity = Math.max(smallestPropensity, optionalNumber(row, 'propensity') ?? 1);
  const trust = optionalNumber(row, 'weight') ?? 1;
  return {
    id,
    group: optionalText(row, 'group') ?? id,
    kind,
    taskNamed: optionalText(row, 'task') !== null,
    languageId: optionalText(fast, 'language') ?? optionalText(row, 'language') ?? 'plaintext',
    features: numbersOf(row, 'features'),
    signals: numbersOf(row, 'signals'),
    prompt: optionalText(row, 'prompt'),
    hole: holeOf(row),
    trust,
    weight: trust / propensity,
    fast: {
      ...outcomeOf(fast, 'fast'),
      text: optionalText(fast, 'text'),
      logprobs: optionalNumbers(fast, 'logprobs'),
      samples: optionalTexts(fast, 'samples') ?? [],
      behaviour: behaviourOf(fast),
      testsPassed: share(optionalNumber(fast, 'testsPassed')),
    },
    strong: outcomeOf(objectOf(row, 'strong'), 'strong'),
  };
}

function holeOf(row: Row): CascadeRow['hole'] {
  const [prefix, suffix] = [optionalText(row, 'prefix'), optionalText(row, 'suffix')];
  return prefix === null || suffix === null ? null : { prefix, suffix };
}

function outcomeOf(row: Row, tier: string): TierOutcome {
  const ok = typeof row['ok'] === 'boolean' ? Number(row['ok']) : optionalNumber(row, 'ok');
  if (ok !== null && ok !== 0 && ok !== 1) throw new Error(`"${tier}.ok" must be 0, 1 or null.`);
  const cost = optionalNumber(row, 'cost') ?? 0;
  if (cost < 0) throw new Error(`"${tier}.cost" must not be negative.`);
  return { ok, cost, ms: optionalNumber(row, 'ms') };
}

function share(value: number | null): number | null {
  if (value !== null && (value < 0 || value > 1)) throw new Error('"testsPassed" must lie between 0 and 1.');
  return value;
}

function objectOf(row: Row, key: string): Row {
  const value = row[key];
  if (!isObject(value)) throw new Error(`"${key}" must be an object.`);
  return value;
}

function isObject(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function optionalNumber(row: Row, key: string): number | null {
  const value = row[key];
  if (value === undefined || value === null) return null;
  if (typeof value === 'boolean') return Number(value);
  if (typeof value !== 'number' || !Number.isFinite(value)) throw new Error(`"${key}" must be a number.`);
  return value;
}

/** What is no number is left out: a feature of another kind is missing, not zero. */
function numbersOf(row: Row, key: string): Record<string, number> {
  const value = row[key];
  if (value === undefined || value === null) return {};
  if (!isObject(value)) throw new Error(`"${key}" must be an object.`);
  const numbers: Record<string, number> = {};
  for (const [name, item] of Object.entries(value)) {
    if (typeof item === 'number' && Number.isFinite(item)) numbers[name] = item;
    if (typeof item === 'boolean') numbers[name] = Number(item);
  }
  return numbers;
}

function behaviourOf(fast: Row): string[][] {
  const value = fast['behaviour'];
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw new Error('"behaviour" must be a list of lists.');
  return value.map((run: unknown) => {
    if (run === null) return [];
    if (!Array.isArray(run)) throw new Error('"behaviour" must be a list of lists.');
    return run.map((output: unknown) => (typeof output === 'string' ? output : (JSON.stringify(output) ?? '')));
  });
}
