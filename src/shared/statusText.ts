// What the status bar item says in each state: text with codicons, lines of the tooltip, and what a screen reader says. Pure.
import type { ModelErrorKind } from '../core/modelError';
import type { Reason, Tier } from '../core/task';
import { failureWords } from './failureWords';
import { formatCost, formatMs, formatNumber, type TokenCounts } from './figures';
import { oneLine } from './invisibleText';
import { wordReason, wordRule } from './reasonTexts';
import { fill, type Translate } from './translate';

export type StatusState =
  | { readonly kind: 'set-up' }
  /** `localOnly`: no other machine is asked. */
  | { readonly kind: 'idle'; readonly localOnly?: boolean }
  | { readonly kind: 'off' }
  | { readonly kind: 'paused'; readonly leftMs: number }
  | { readonly kind: 'loading'; readonly model: string }
  | { readonly kind: 'asking'; readonly tier: Tier; readonly model: string; readonly why: Reason | null }
  | ({ readonly kind: 'answered' } & Answered)
  | { readonly kind: 'silent'; readonly why: Reason }
  | { readonly kind: 'over-budget'; readonly sentence: string }
  /** A server asked to wait; counts down. */
  | { readonly kind: 'limited'; readonly leftMs: number; readonly sentence: string }
  | { readonly kind: 'error'; readonly cause: ModelErrorKind; readonly sentence: string };

export interface Answered {
  readonly tier: Tier;
  readonly model: string;
  readonly ms: number;
  readonly verified: boolean;
  readonly reasons: readonly Reason[];
  readonly tokens: TokenCounts | null;
  /** Dollars; null is unpriced. */
  readonly cost: number | null;
  readonly sessionCost: number;
  readonly dayCost: number;
}

export interface StatusText {
  /** With codicons: `$(zap) fast 140 ms`. */
  readonly text: string;
  /** Lines of the tooltip, plain text. */
  readonly tooltip: readonly string[];
  /** For `accessibilityInformation`: the same in words, without icons. */
  readonly label: string;
  /** True where the warning background is due. */
  readonly warning: boolean;
}

/** The status bar's words for a state. Only `asking` and `loading` move. */
export function statusText(state: StatusState, translate: Translate = fill): StatusText {
  const t = (template: string, data: Record<string, string | number> = {}): string => translate(template, data);
  const plain = (icon: string, text: string, tooltip: string, warning = false): StatusText => ({
    text: icon === '' ? text : `$(${icon}) ${text}`,
    tooltip: [tooltip],
    label: `Weir: ${text}. ${tooltip}`,
    warning,
  });
  switch (state.kind) {
    case 'set-up':
      return plain('gear', t('Set up Weir'), t('Choose where your models live.'));
    case 'idle':
      return plain(
        'zap',
        t('Weir'),
        t(
          state.localOnly === true
            ? 'Ready, with models on this machine only. Click for the menu.'
            : 'Ready. Click for the menu.',
        ),
      );
    case 'off':
      return plain('circle-slash', t('Weir off'), t('Completions are switched off here. Click for the menu.'));
    case 'paused':
      return plain(
        'debug-pause',
        t('paused'),
        t('Weir is paused for another {time}.', { time: minutes(state.leftMs) }),
      );
    case 'loading':
      return plain('sync~spin', t('loading'), t('Loading {model}.', { model: oneLine(state.model, 80) }));
    case 'asking': {
      // Asking fast is the rule and needs no reason in so little room.
      const why = state.why && state.tier === 'strong' ? wordRule(state.why.rule, translate) : null;
      const asking = t('asking {tier}', { tier: t(state.tier) });
      return {
        text: `$(sync~spin) ${why === null ? asking : `${asking}: ${why}`}`,
        tooltip: [oneLine(state.model, 80), ...(state.why ? [wordReason(state.why, translate)] : [])],
        label: `Weir: ${why === null ? asking : `${asking}: ${why}`}`,
        warning: false,
      };
    }
    case 'answered':
      return answered(state, t, translate);
    case 'silent':
      return plain('zap', t('Weir'), wordReason(state.why, translate));
    case 'over-budget':
      return plain('credit-card', t('over budget'), oneLine(state.sentence), true);
    case 'limited':
      return plain('watch', t('wait {time}', { time: seconds(state.leftMs) }), oneLine(state.sentence), true);
    case 'error':
      return plain('error', t('failed: {what}', { what: t(failureWords[state.cause]) }), oneLine(state.sentence), true);
  }
}

function answered(
  state: Answered,
  t: (template: string, data?: Record<string, string | number>) => string,
  translate: Translate,
): StatusText {
  const time = formatMs(state.ms);
  const icon = state.tier === 'fast' ? 'zap' : 'rocket';
  const note = state.verified ? '' : ` · ${t('not verified')}`;
  // A trace's reasons and its route's may be the same.
  const reasons = [...new Set(state.reasons.map((reason) => wordReason(reason, translate)))];
  const tokens = state.tokens && [
    t('{input} tokens in, {cached} of them cached, {output} out', {
      input: formatNumber(state.tokens.input),
      cached: formatNumber(state.tokens.cached),
      output: formatNumber(state.tokens.output),
    }),
  ];
  return {
    text: `$(${icon}) ${t(state.tier)} ${time}${note}`,
    tooltip: [
      `${t(state.tier)} · ${oneLine(state.model, 80)} · ${time}${note}`,
      ...reasons,
      ...(tokens ?? []),
      t('{cost} for this task, {session} in this session, {day} today (estimated)', {
        cost: state.cost === null ? t('unpriced') : formatCost(state.cost),
        session: formatCost(state.sessionCost),
        day: formatCost(state.dayCost),
      }),
    ],
    label:
      `Weir: ${t(state.tier)}, ${time}${state.verified ? '' : `, ${t('not verified')}`}. ${reasons.join('. ')}`.trim(),
    warning: false,
  };
}

function seconds(ms: number): string {
  return `${Math.max(1, Math.ceil(ms / 1_000))} s`;
}

function minutes(ms: number): string {
  return `${Math.max(1, Math.ceil(ms / 60_000))} min`;
}
