// The report of `cascade`: every figure of a scored set, with its interval, and in words what the data cannot support.
import { aimNumbers, delta } from '../src/core/aims';
import { reliability } from '../src/core/calibration/metrics';
import { priorThreshold } from '../src/core/judging/prior';
import type { Aim } from '../src/core/settings';
import { ablations, type Ablation } from './ablations';
import { bootstrap, type Interval } from './bootstrap';
import {
  benefitRanking,
  curveFiguresOf,
  curveOf,
  isWhole,
  judgeFigures,
  namedFigures,
  weightedMean,
} from './cascadeFigures';
import { certificateSentence, notes } from './cascadeNotes';
import { acceptance, deployment, policies, type PolicyFigures, type WholeRow } from './cascadePolicies';
import type { CurvePoint } from './deferralCurve';
import { escalationTimes, type EscalationTimes } from './escalationTimes';
import { scoreAcross, scoreWithin, type MeasuredRow, type ScoredSet } from './scoredRows';
import { shiftReasons } from './shift';
import { aurocBySignal } from './signalRanking';
import { violationsOf, type Violations } from './violations';

export interface DeployedFigures {
  readonly aim: Aim;
  /** From all labels; the prior's where nothing was certified. */
  readonly threshold: number;
  /** Of route and judge, each row at a threshold that was chosen without its fold; null without strong outcomes. */
  readonly strongShare: number | null;
  readonly coverage: number;
  /** Share of bad answers among the accepted; null where none was. */
  readonly risk: number | null;
  readonly quality: number | null;
  readonly certified: boolean;
  readonly sentence: string;
}

export interface CascadeReport {
  readonly n: number;
  readonly groups: number;
  readonly fast: number;
  readonly strong: number | null;
  readonly policies: Readonly<Record<string, PolicyFigures>> | null;
  readonly deployed: DeployedFigures;
  readonly deployedByAim: readonly DeployedFigures[];
  readonly auroc: number | null;
  readonly aurocBenefit: number | null;
  readonly aurocBySignal: Readonly<Record<string, number>>;
  readonly ablations: Readonly<Record<string, Ablation>>;
  readonly ece: number | null;
  readonly brier: number | null;
  readonly coverageAtPrecision90: number;
  readonly apgr: number | null;
  readonly cpt50: number | null;
  readonly cpt80: number | null;
  readonly aiq: number | null;
  readonly strongShareAt95: number | null;
  readonly costAt95: number | null;
  readonly violations: readonly Violations[];
  /** With the shift alarm in force; only where another file was calibrated on. */
  readonly violationsWithAlarm?: readonly Violations[];
  readonly shiftAlarms?: readonly string[];
  readonly intervals: Readonly<Record<string, Interval>>;
  readonly latency: EscalationTimes | null;
  readonly reliability: readonly { readonly p: number; readonly y: number }[];
  readonly curve: readonly CurvePoint[];
  /** What the data cannot support, in words. */
  readonly notes: readonly string[];
}

const draws = 200;
const splits = 500;
/** Both outcomes on fewer rows say nothing about a policy. */
const fewestWhole = 20;
const aims: readonly Aim[] = ['cost', 'speed', 'balanced', 'quality'];
const bounds: readonly number[] = [0.05, 0.1, 0.2];

/** @param from rows to fit on instead, for measuring a shift; null fits and scores within `rows`, cross-validated */
export function cascadeReport(
  rows: readonly MeasuredRow[],
  from: readonly MeasuredRow[] | null,
  aim: Aim,
): CascadeReport {
  const kind = rows[0]?.row.kind ?? 'complete';
  const set = from === null ? scoreWithin(rows) : scoreAcross(from, rows);
  const both = set.rows.filter(isWhole);
  const whole = both.length < fewestWhole ? null : both;
  const alarms = from === null ? null : shiftReasons(from, rows, set);
  const alarmed = alarms !== null && alarms.length > 0;
  const deployed = deployment(set, aimNumbers(aim, kind), alarmed);
  const truth = set.rows.map(({ p, y }) => ({ p, bad: y === 0 ? 1 : 0 }));
  const violations = (alarm: boolean): Violations[] =>
    bounds.map((alpha) => violationsOf(set.labels, truth, { alpha, delta }, splits, alarm));
  const byAim = (each: Aim): DeployedFigures => deployedFigures(set, whole, each, alarmed);
  return {
    n: rows.length,
    groups: new Set(rows.map(({ row }) => row.group)).size,
    fast: weightedMean(set.rows, ({ y }) => y),
    strong: whole && weightedMean(whole, ({ s }) => s),
    policies: whole && policies(whole, deployed),
    deployed: byAim(aim),
    deployedByAim: aims.map(byAim),
    ...judgeFigures(set.rows),
    aurocBenefit: whole && benefitRanking(whole),
    aurocBySignal: aurocBySignal(set.rows),
    ablations: from === null ? ablations(rows, whole ?? []) : {},
    ...(whole === null ? noCurve : curveFiguresOf(whole)),
    violations: violations(false),
    ...(alarms !== null && { shiftAlarms: alarms, violationsWithAlarm: violations(alarmed) }),
    intervals: bootstrap(
      set.rows,
      (drawn) => namedFigures(drawn, whole === null ? null : drawn.filter(isWhole), deployed),
      draws,
    ),
    latency: whole && escalationTimes(whole),
    reliability: reliability(set.rows.map(({ said, y, weight }) => ({ p: said, y, weight }))).map(({ p, y }) => ({
      p,
      y,
    })),
    curve: whole === null ? [] : curveOf(whole),
    notes: notes(set.rows, both, whole !== null),
  };
}

const noCurve = { apgr: null, cpt50: null, cpt80: null, aiq: null, strongShareAt95: null, costAt95: null };

function deployedFigures(
  set: ScoredSet,
  whole: readonly WholeRow[] | null,
  aim: Aim,
  alarmed: boolean,
): DeployedFigures {
  const numbers = aimNumbers(aim, set.rows[0]?.measured.row.kind ?? 'complete');
  const deployed = deployment(set, numbers, alarmed);
  const both = whole === null ? null : policies(whole, deployed)['route + judge'];
  const { certification } = deployed;
  const certified = certification.certified && !alarmed;
  return {
    aim,
    threshold: certification.certified && !alarmed ? certification.threshold : priorThreshold(numbers),
    strongShare: both?.strongShare ?? null,
    ...acceptance(set.rows, deployed),
    quality: both?.quality ?? null,
    certified,
    sentence: alarmed
      ? 'Not certified: the input is outside what was calibrated, so the prior threshold stands.'
      : certificateSentence(certification, numbers.alpha, set.labels.length),
  };
}
