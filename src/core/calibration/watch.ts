// All alarms over one deployed judge's own results: what stands against it, each with its figure. Decides no threshold.
import type { Reason } from '../task';
import {
  calibrationAlarm,
  calmCusum,
  cusumAlarm,
  cusumStep,
  escalationRateAlarm,
  escalationStorm,
  stormWindow,
} from './drift';
import { acceptableChance } from './artefact';
import { shiftAlarms, type JudgedSet } from './shift';
import type { LabelledResult } from './taskResult';
import { settledLabel, type VersionedArtefact } from './versionedArtefact';

/** The rolling calibration looks at the last so many labels. */
const rolling = 500;
/** Tasks that a usual escalation rate is taken from, and the stretch that is held against it. */
const usualFrom = 200;
const stretch = 500;
/** Answers that the distribution of p is compared on. */
const compared = 200;

export interface Watched {
  /** Of the deployed judge, by rising time; inputs that it has not seen are not its own. */
  readonly own: readonly LabelledResult[];
  /** All since it was deployed, also those that the prior judged while an alarm stood. */
  readonly recent: readonly LabelledResult[];
  /** What it was fitted on. */
  readonly before: readonly LabelledResult[];
  readonly artefact: VersionedArtefact | null;
  readonly now: number;
}

/** The judge has become too sure: stands until another takes over. */
export function judgeAlarms({ own, now }: Watched): Reason[] {
  const accepted = own.filter(({ shown }) => shown === 'accepted');
  const labelled = accepted.flatMap((result) => {
    const label = settledLabel({ ...result, audit: null }, now);
    return label === null || result.judged === null ? [] : [{ p: result.judged.p, y: label.good ? 1 : 0 }];
  });
  const share = labelled.length / Math.max(1, accepted.length);
  let cusum = calmCusum;
  let alarm: Reason | null = null;
  for (const { p, y } of labelled) {
    cusum = cusumStep(cusum, p, y);
    alarm ??= cusumAlarm(cusum, share);
  }
  return [alarm, calibrationAlarm(labelled.slice(-rolling))].filter((each) => each !== null);
}

/** What comes and goes: storms, unusual rates, inputs that have moved. */
export function passingAlarms({ recent, before, artefact }: Watched): Reason[] {
  const escalated = recent.map((result) => result.escalated);
  const last = escalated.slice(-stretch);
  const usual = escalated.slice(0, -stormWindow);
  const earlier = escalated.slice(0, -stretch);
  const alarms = [
    usual.length < usualFrom ? null : escalationStorm(escalated, rateBounds(usual).highest),
    earlier.length < usualFrom ? null : unusualRate(last, rateBounds(earlier)),
  ].filter((each) => each !== null);
  if (artefact === null) return alarms;
  const set = (results: readonly LabelledResult[]): JudgedSet => {
    const judged = results.flatMap(({ judged: each, kind, languageId }) =>
      each === null ? [] : [{ signals: each.signals, kind, languageId }],
    );
    return { answers: judged, chances: judged.map((each) => acceptableChance(artefact.artefact, each)) };
  };
  if (recent.length < compared) return alarms;
  // New languages and kinds fall back one by one, where they are judged.
  const moved = shiftAlarms(set(before), set(recent.slice(-compared))).filter(
    ({ rule }) => rule === 'shift.signals' || rule === 'shift.p',
  );
  return [...alarms, ...moved];
}

/** What the usual rate may be, since it is itself only seen: three deviations either way. */
function rateBounds(flags: readonly boolean[]): { readonly lowest: number; readonly highest: number } {
  const rate = (flags.filter(Boolean).length + 1) / (flags.length + 2);
  const room = 3 * Math.sqrt((rate * (1 - rate)) / flags.length);
  return { lowest: Math.max(0, rate - room), highest: Math.min(1, rate + room) };
}

/** An alarm only where no rate within the bounds explains what is seen. */
function unusualRate(
  flags: readonly boolean[],
  { lowest, highest }: { readonly lowest: number; readonly highest: number },
): Reason | null {
  const count = flags.filter(Boolean).length;
  const share = count / flags.length;
  const nearest = Math.min(highest, Math.max(lowest, share));
  return nearest === share ? null : escalationRateAlarm(count, flags.length, nearest);
}
