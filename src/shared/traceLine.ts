// One line for one decision in the log channel, from a trace and nothing else. English: it is for reports and for search.
import type { Attempt, Trace } from '../core/trace';
import type { Reason, Tier } from '../core/task';
import { formatCost, formatMs, formatTokens, type TokenCounts } from './figures';
import { headline, silenceReason } from './headline';
import { oneLine } from './invisibleText';
import { wordReason, wordRule } from './reasonTexts';
import { fill, type Translate } from './translate';

/** `explain · fast · qwen2.5-coder-0.5b · 312 ms · accepted: p 0.83 over 0.60 · 412→96 tokens · $0` */
export function logLine(trace: Trace): string {
  const attempt = shownAttempt(trace);
  const tokens = totalTokens(trace.attempts);
  const parts: (string | null | undefined)[] = [
    trace.kind,
    attempt?.tier ?? trace.route?.tier,
    attempt && oneLine(attempt.model, 80),
  ];
  parts.push(formatMs(trace.totalMs), decision(trace), tokens && formatTokens(tokens), costText(trace.attempts));
  return parts.filter((part) => part !== undefined && part !== null).join(' · ');
}

/** Why the task ended as it did, in words: what the log line, the status bar and the panel say. */
export function decision(trace: Trace, translate: Translate = fill): string {
  if (trace.end === 'cancelled') {
    const interrupted = trace.reasons.find(({ rule }) => rule === 'interrupted');
    return interrupted ? wordReason(interrupted, translate) : translate('cancelled', {});
  }
  if (trace.end === 'failed')
    return translate('failed: {sentence}', { sentence: oneLine(trace.error?.sentence ?? '?') });
  switch (trace.shown) {
    case 'accepted': {
      const judged = trace.judgements.findLast((judgement) => judgement.verdict === 'accept');
      const data = judged ? { p: judged.pAcceptable, threshold: judged.threshold } : {};
      return wordReason({ rule: 'accepted', weight: 1, data }, translate);
    }
    case 'strong':
      return strongReason(trace, translate);
    case 'unverified':
      return headline('unverified', [...trace.reasons, ...judgeReasons(trace)], translate).words;
    case 'suppressed':
    case 'none':
      return silence(trace, translate);
  }
}

function silence(trace: Trace, translate: Translate): string {
  const why = silenceReason(trace.reasons, judgeReasons(trace));
  if (why === null) return translate('nothing shown', {});
  const words = wordReason(why, translate);
  // What held or suppressed it by its own rule says so itself.
  const said = trace.shown === 'none' || /^(held|suppressed|no-answer)\./.test(why.rule);
  return said ? words : translate('suppressed: {why}', { why: words });
}

function strongReason(trace: Trace, translate: Translate): string {
  const down = trace.reasons.find((reason) => reason.rule === 'fast-down');
  if (down) return wordReason(down, translate);
  const rejected = trace.judgements.find((judgement) => judgement.verdict === 'escalate');
  if (rejected) {
    const why = rejected.reasons[0];
    return why ? translate('escalated: {why}', { why: wordReason(why, translate) }) : wordRule('escalated', translate);
  }
  const deciding = trace.route?.reasons.find((reason) => reason.rule === trace.route?.rule);
  const why = deciding ? wordReason(deciding, translate) : wordRule(trace.route?.rule ?? '?', translate);
  return translate('asked at once: {why}', { why });
}

function judgeReasons(trace: Trace): readonly Reason[] {
  return trace.judgements.at(-1)?.reasons ?? [];
}

/** The attempt whose text the user was given; the last one where nothing was shown. */
export function shownAttempt(trace: Trace): Attempt | undefined {
  const tier = shownTier(trace);
  const ofTier = trace.attempts.filter(
    (attempt) => (tier === null || attempt.tier === tier) && attempt.sample !== true,
  );
  return ofTier.findLast((attempt) => attempt.text === trace.answer) ?? ofTier.at(-1) ?? trace.attempts.at(-1);
}

function shownTier(trace: Trace): Tier | null {
  if (trace.shown === 'strong') return 'strong';
  return trace.shown === 'accepted' || trace.shown === 'unverified' ? 'fast' : null;
}

/** Tokens over all attempts of a task; null where no attempt has its usage. */
export function totalTokens(attempts: readonly Attempt[]): TokenCounts | null {
  const usages = attempts.flatMap((attempt) => (attempt.usage ? [attempt.usage] : []));
  if (usages.length === 0) return null;
  return {
    input: usages.reduce((sum, usage) => sum + usage.input + usage.cachedRead + usage.cacheWrite, 0),
    cached: usages.reduce((sum, usage) => sum + usage.cachedRead, 0),
    output: usages.reduce((sum, usage) => sum + usage.output, 0),
  };
}

/**
 * What a task cost over all attempts, in words. An unpriced attempt is said so, never counted as nothing; one that brought
 * nothing has no cost to speak of. Null where there is nothing to say.
 */
export function costText(
  attempts: readonly Pick<Attempt, 'cost' | 'usage' | 'firstTokenMs'>[],
  translate: Translate = fill,
): string | null {
  const billed = attempts.filter((attempt) => attempt.usage !== null || attempt.firstTokenMs !== null);
  const priced = billed.flatMap((attempt) => (attempt.cost === null ? [] : [attempt.cost]));
  const parts = priced.length > 0 ? [formatCost(priced.reduce((total, cost) => total + cost, 0))] : [];
  if (billed.some((attempt) => attempt.cost === null && attempt.usage !== null)) parts.push(translate('unpriced', {}));
  if (billed.some((attempt) => attempt.cost === null && attempt.usage === null))
    parts.push(translate('unknown cost', {}));
  return parts.length === 0 ? null : parts.join(' + ');
}
