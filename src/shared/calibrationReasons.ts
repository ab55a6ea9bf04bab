// Words for certificates, drift, shifted input and the standing verdict. Data only.
import type { ReasonText } from './reasonCatalogue';

export const calibrationReasons: Record<string, ReasonText> = {
  'certificate.waiting': ['not certified yet', 'not certified yet: {have} of {need} answers'],
  'certificate.refused': [
    'not certified',
    'not certified: {bad} of {accepted} answers are bad, too many for 1 in {oneIn}; tested again at {next} answers',
  ],
  'certificate.held': [
    'certified',
    'at most 1 in {oneIn} accepted answers is bad, {sure} sure, from {labels} of your answers, which is {share} of all accepted',
  ],
  'drift.cusum': [
    'more bad answers than promised',
    'more answers turn out bad than was promised, over {labels} answers',
  ],
  'drift.storm': ['escalation storm', '{count} of the last {of} tasks escalated, where {rate} is usual'],
  'drift.escalation-rate': ['unusual escalation rate', '{share} of the tasks escalated, where {rate} is usual'],
  'drift.calibration': ['calibration is off', 'the calibration is off by {ece} over {labels} answers'],
  'drift.model': ['calibrated for another model', 'calibrated for another model: {before} then, {now} now'],
  'drift.prompts': ['calibrated for other prompts', 'the prompts have been worded anew since the calibration'],
  'drift.server': [
    'calibrated before its server changed',
    'the model’s server has changed since the calibration: {before} then, {now} now',
  ],
  'shift.language': ['outside what was calibrated', 'outside what was calibrated: {share} in languages not seen then'],
  'shift.kind': ['outside what was calibrated', 'outside what was calibrated: {share} of kinds of task not seen then'],
  'shift.signals': ['outside what was calibrated', 'outside what was calibrated: other signals than then ({names})'],
  'shift.new-language': ['outside what was calibrated', 'outside what was calibrated: {language} was not seen then'],
  'shift.new-kind': ['outside what was calibrated', 'outside what was calibrated: {kind} was not seen then'],
  'shift.input': [
    'outside what was calibrated',
    'outside what was calibrated: {name} is {value} here, {lowest} to {highest} was seen then',
  ],
  hedged: ['strong started at once', 'strong was started beside fast: {rate} of such tasks escalate'],
  explored: [
    'shown to learn',
    'shown although in doubt, to learn from what becomes of it (chance {propensity}); you agreed to this',
  ],
  shadow: ['a newer calibration watches', 'a newer calibration ({version}), which only watches, says p {p}'],
  'threshold.adopted': ['a newer calibration took over', 'calibration {version} took over, fitted on {labels} answers'],
  'threshold.certified': ['threshold certified', 'the threshold is certified by {labels} of your answers'],
  'threshold.prior': ['threshold by hand', 'no certificate holds: the threshold is the one set by hand'],
  'shift.p': [
    'outside what was calibrated',
    'outside what was calibrated: the scores have moved (stability index {psi})',
  ],
  'standing.waiting': ['no standing verdict yet', 'no standing verdict yet: {have} of {need} tasks'],
  'standing.cascade': [
    'the cascade pays',
    'strong alone instead of the cascade: {moreDollars} and {moreSeconds} of waiting, over your last {tasks} tasks',
  ],
  'standing.fast': [
    'fast alone would be better',
    'fast alone instead of the cascade: {moreDollars} and {moreSeconds} of waiting, over your last {tasks} tasks',
  ],
  'standing.strong': [
    'strong alone would be better',
    'strong alone instead of the cascade: {moreDollars} and {moreSeconds} of waiting, over your last {tasks} tasks',
  ],
};
