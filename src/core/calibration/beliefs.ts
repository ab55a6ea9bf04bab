// What is believed of each judge's signal before there are labels: set by hand, not fitted. The order follows published work on code
// (static features weak, agreement better, visible tests best), and was seen on the three public logs in eval/reports before it was set.
import type { SignalBelief } from './signalSchema';

/** Ranks well alone: tests that ran, agreement of resamples, token confidence. */
const strong = (mean: number): SignalBelief => ({ mean, precision: 4 });
/** Ranks little better than a coin, and not the same way everywhere. */
const weak = (mean = 0): SignalBelief => ({ mean, precision: 40 });

export const judgeBeliefs: Readonly<Record<string, SignalBelief>> = {
  'tests.passed': strong(1.2),
  'tests.allPassed': strong(0.6),
  'behaviour.agreement': strong(0.4),
  'behaviour.beyondChance': strong(0.7),
  'behaviour.blank': strong(-0.5),
  'samples.agreement': strong(0.6),
  'logprob.mean': strong(0.4),
  'logprob.q10': strong(0.3),
  'logprob.doubt': strong(-0.5),
  'logprob.sum': strong(0.2),
  'logprob.q05': { mean: 0.15, precision: 20 },
  'logprob.q25': { mean: 0.15, precision: 20 },
  'logprob.min': { mean: 0.15, precision: 20 },
  'logprob.first': weak(0.05),
  'logprob.margin': { mean: 0.2, precision: 20 },
  'logprob.entropy': { mean: -0.2, precision: 20 },
  'syntax.newErrors': { mean: -0.3, precision: 10 },
  // How a completion fits what stands around it: ranks nearly as well as token confidence, and for other reasons.
  'fit.unknownShare': strong(-0.3),
  'fit.unknownNames': strong(-0.2),
  'fit.unknownMembers': strong(-0.1),
  'fit.brackets': strong(-0.2),
  'fit.bracketsInText': strong(-0.1),
  'fit.openBlock': strong(-0.1),
  'fit.openString': strong(-0.1),
  'fit.indentMismatch': strong(-0.2),
  'fit.indentToNext': strong(0),
  'fit.indentChange': strong(0),
  'fit.repeatsNext': strong(-0.1),
  'fit.repeatsPrevious': strong(-0.1),
  'fit.linesSeenAbove': strong(-0.1),
  'fit.unreachable': strong(-0.3),
  'fit.unusedNames': strong(-0.3),
  'fit.namesOwed': strong(-0.3),
  'fit.lines': strong(-0.3),
  'text.words': strong(0),
  'fit.rejectedLike': weak(-0.1),
  'text.loop': weak(-0.15),
  'text.refusal': weak(-0.2),
  'text.unfinished': weak(-0.1),
  'text.onSubject': weak(),
  'text.echo': weak(),
  'text.empty': weak(-0.3),
  'finish.cutByLength': weak(-0.2),
  'names.unknownShare': weak(-0.1),
  'names.covered': weak(0.1),
  'text.logLength': { mean: -0.2, precision: 20 },
  'request.logLength': { mean: -0.2, precision: 20 },
  'syntax.branches': weak(-0.05),
  'syntax.loops': weak(-0.05),
  'syntax.nesting': weak(-0.05),
};

/** What the task alone says, before any model runs: little, so hardly anything is believed. */
export const taskBeliefs: Readonly<Record<string, SignalBelief>> = Object.fromEntries(
  [
    'request.tokens',
    'request.lines',
    'syntax.errorNodes',
    'syntax.functionLines',
    'syntax.branches',
    'syntax.loops',
    'syntax.nesting',
    'syntax.unknownNames',
    'syntax.async',
    'syntax.exceptions',
    'diagnostics.errorsInRange',
    'diagnostics.errorsInFile',
    'diagnostics.relatedElsewhere',
    'trace.workspaceFiles',
    'trace.causes',
    'trace.asyncBoundaries',
    'context.files',
    'history.reasks',
  ].map((name) => [name, { mean: 0, precision: 10 }]),
);
