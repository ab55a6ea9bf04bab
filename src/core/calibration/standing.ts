// The standing verdict: from the user's own last traces, would one tier alone have been better on the stated aim?
import { lossOfBadAnswer, type AimNumbers } from '../aims';
import type { Reason } from '../task';
import type { Attempt, Trace } from '../trace';
import type { OutcomeLabel } from './labels';

/** What the verdict reads of a trace. */
export interface StandingTrace extends Pick<Trace, 'end' | 'totalMs' | 'shown'> {
  readonly attempts: readonly Pick<Attempt, 'tier' | 'startMs' | 'endMs' | 'cost' | 'error'>[];
}

/** A finished task as the verdict counts it. */
export interface StandingTask {
  readonly trace: StandingTrace;
  readonly label: OutcomeLabel | null;
}

export interface StandingVerdict {
  readonly tasks: number;
  /** Mean dollars and seconds a task, and the share that was bad; null where too few outcomes tell. */
  readonly cascade: TierFigures;
  readonly fast: TierFigures;
  readonly strong: TierFigures;
  /** `standing.cascade`, `standing.fast`, `standing.strong` or `standing.waiting`: plain data for the panel. */
  readonly reason: Reason;
}

export interface TierFigures {
  readonly dollars: number | null;
  readonly seconds: number | null;
  readonly bad: number | null;
}

/** Fewer tasks, or outcomes of a tier, are no ground for a verdict. */
const fewestTasks = 50;
const fewestOutcomes = 20;
/** A single tier must be better by more than this share of the cascade's own total, or the switch is not worth offering. */
const worthSwitching = 0.05;

/**
 * Compares on what the aim prices: dollars, v for each second, and L for each bad answer shown. A tier's own figures come from the
 * tasks that it was asked in; where it answered too few, there is no verdict rather than a guess.
 */
export function standingVerdict(tasks: readonly StandingTask[], aim: AimNumbers): StandingVerdict {
  const finished = tasks.filter(({ trace }) => trace.end === 'finished' && trace.attempts.length > 0);
  const cascade: TierFigures = {
    dollars: mean(finished.map(({ trace }) => total(trace))),
    seconds: mean(finished.map(({ trace }) => trace.totalMs / 1000)),
    bad: badShare(finished.filter(({ trace }) => trace.shown !== 'suppressed' && trace.shown !== 'none')),
  };
  const alone = (tier: 'fast' | 'strong'): TierFigures => {
    const asked = finished.flatMap(({ trace }) =>
      trace.attempts.filter((each) => each.tier === tier && each.error === null),
    );
    const shown = finished.filter(({ trace }) => (tier === 'strong') === (trace.shown === 'strong'));
    return {
      dollars: mean(asked.map(({ cost }) => cost)),
      seconds: mean(asked.map(({ startMs, endMs }) => (endMs - startMs) / 1000)),
      bad: badShare(shown),
    };
  };
  const fast = alone('fast');
  const strong = alone('strong');
  return {
    tasks: finished.length,
    cascade,
    fast,
    strong,
    reason: verdict(finished.length, { cascade, fast, strong }, aim),
  };
}

function verdict(
  tasks: number,
  figures: Readonly<Record<'cascade' | 'fast' | 'strong', TierFigures>>,
  aim: AimNumbers,
): Reason {
  const price = ({ dollars, seconds, bad }: TierFigures): number | null =>
    dollars === null || seconds === null || bad === null
      ? null
      : dollars + aim.secondPrice * seconds + lossOfBadAnswer(aim) * bad;
  const own = price(figures.cascade);
  if (tasks < fewestTasks || own === null) {
    return { rule: 'standing.waiting', weight: 0, data: { have: tasks, need: fewestTasks } };
  }
  const better = (['fast', 'strong'] as const)
    .flatMap((tier) => {
      const alone = price(figures[tier]);
      return alone === null ? [] : [{ tier, saved: own - alone }];
    })
    .sort((a, b) => b.saved - a.saved)[0];
  const of = (tier: 'fast' | 'strong'): Record<string, number> => ({
    moreDollars: tasks * ((figures[tier].dollars ?? 0) - (figures.cascade.dollars ?? 0)),
    moreSeconds: tasks * ((figures[tier].seconds ?? 0) - (figures.cascade.seconds ?? 0)),
    tasks,
  });
  if (better !== undefined && better.saved > worthSwitching * own) {
    return { rule: `standing.${better.tier}`, weight: better.saved, data: of(better.tier) };
  }
  return { rule: 'standing.cascade', weight: 0, data: of('strong') };
}

function badShare(tasks: readonly StandingTask[]): number | null {
  const labels = tasks.flatMap(({ label }) => label ?? []);
  if (labels.length < fewestOutcomes) return null;
  const weight = labels.reduce((sum, label) => sum + label.weight, 0);
  return labels.reduce((sum, label) => sum + (label.good ? 0 : label.weight), 0) / weight;
}

/** Dollars of a trace; null where an attempt has no price. */
function total(trace: StandingTrace): number | null {
  let sum = 0;
  for (const { cost } of trace.attempts) {
    if (cost === null) return null;
    sum += cost;
  }
  return sum;
}

/** Of what is known; null where fewer than half are. */
function mean(values: readonly (number | null)[]): number | null {
  const known = values.flatMap((value) => value ?? []);
  if (known.length === 0 || known.length < values.length / 2) return null;
  return known.reduce((sum, value) => sum + value, 0) / known.length;
}
