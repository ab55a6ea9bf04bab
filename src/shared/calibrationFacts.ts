// The facts of the calibration and of the spending as the panel gets them, with their checks. What does not pass is not drawn.
import type {
  ArtefactFacts,
  CalibrationFacts,
  LabelFacts,
  LearningFacts,
  ReliabilityFacts,
  ReplayPoint,
  ShadowFacts,
  StandingFacts,
  ThresholdChange,
  ThresholdFacts,
} from '../core/calibration/facts';
import type { TierFigures } from '../core/calibration/standing';
import type { PeriodFacts, PriceTableFacts, SpendingFacts } from '../core/cost/spendingFacts';
import type { Prices } from '../core/model';
import type { Aim, Mode } from '../core/settings';
import { isName, isReason, isTier } from './dataGuards';
import { isCount, isFlag, isListOf, isNullOr, isNumber, isOneOf, isShape, type Check } from './guards';

export type { CalibrationFacts, ReplayPoint } from '../core/calibration/facts';
export type { SpendingFacts } from '../core/cost/spendingFacts';

const isLabels = isCount(Number.MAX_SAFE_INTEGER);
const isFigure = isNullOr(isNumber);

const isTierFigures = isShape<TierFigures>({ dollars: isFigure, seconds: isFigure, bad: isFigure });

const isThreshold = isShape<ThresholdFacts>({
  value: isNumber,
  kind: isOneOf('prior', 'certified', 'safe'),
  source: isName,
  since: isFigure,
});

const isArtefact = isShape<ArtefactFacts>({
  version: isName,
  source: isName,
  date: isName,
  fastModel: isName,
  labels: isLabels,
  ece: isFigure,
  brier: isFigure,
});

const isShadow = isShape<ShadowFacts>({
  version: isName,
  date: isName,
  labels: isLabels,
  have: isLabels,
  need: isLabels,
});

const isLabelFacts = isShape<LabelFacts>({ good: isLabels, bad: isLabels, certifying: isLabels, accepted: isLabels });

const isReliability = isShape<ReliabilityFacts>({ p: isNumber, good: isNumber, count: isNumber });

const isReplayPoint = isShape<ReplayPoint>({
  threshold: isNumber,
  acceptedShare: isNumber,
  strongShare: isNumber,
  badShare: isFigure,
  quality: isFigure,
  dollars: isFigure,
  seconds: isFigure,
  labels: isLabels,
  observed: isFlag,
});

const isStanding = isShape<StandingFacts>({
  verdict: isReason,
  tasks: isLabels,
  cascade: isTierFigures,
  fast: isTierFigures,
  strong: isTierFigures,
  offer: isNullOr(isOneOf<Mode>('cascade', 'fast', 'strong')),
});

const isLearning = isShape<LearningFacts>({
  consent: isOneOf('yes', 'no', 'not-asked'),
  explored: isLabels,
  audited: isLabels,
});

const isChange = isShape<ThresholdChange>({
  at: isNumber,
  from: isNumber,
  to: isNumber,
  source: isName,
  why: isReason,
});

export const isCalibrationFacts: Check<CalibrationFacts> = isShape<CalibrationFacts>({
  aim: isShape({ name: isOneOf<Aim>('cost', 'speed', 'balanced', 'quality'), alpha: isNumber, delta: isNumber }),
  certificate: isReason,
  certified: isFlag,
  threshold: isThreshold,
  artefact: isArtefact,
  shadow: isNullOr(isShadow),
  labels: isLabelFacts,
  reliability: isListOf(isReliability, 100),
  replay: isListOf(isReplayPoint, 200),
  alarms: isListOf(isReason, 100),
  standing: isStanding,
  learning: isLearning,
  changes: isListOf(isChange, 200),
  pending: isNullOr(isChange),
});

const isPeriod = isShape<PeriodFacts>({ name: isName, limit: isFigure, spent: isNumber, reserved: isNumber });

const isPrices = isShape<Prices>({ input: isNumber, cachedRead: isNumber, cacheWrite: isNumber, output: isNumber });

const isPriceTable = isShape<PriceTableFacts>({
  date: isName,
  ageDays: isNumber,
  old: isFlag,
  rows: isListOf(isShape({ model: isName, prices: isNullOr(isPrices), own: isFlag, local: isFlag }), 500),
});

export const isSpendingFacts: Check<SpendingFacts> = isShape<SpendingFacts>({
  day: isPeriod,
  month: isPeriod,
  state: isReason,
  tiers: isListOf(isShape({ tier: isTier, calls: isLabels, dollars: isNumber }), 2),
  unpriced: isListOf(isName, 200),
  prices: isPriceTable,
});
