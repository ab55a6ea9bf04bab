// Tells a screen reader what happened to an answer: events, never tokens.
import { standingIndex, type AnswerState } from '../shared/answerState';
import { formatMs } from '../shared/figures';
import { headline } from '../shared/headline';
import { wordReason } from '../shared/reasonTexts';
import type { PatchState } from '../shared/patchState';
import type { ViewText } from '../shared/viewTexts';
import { element } from './element';
import { t, translate } from './page';

export class Announcer {
  readonly root = element('div', { class: 'for-readers', role: 'status', 'aria-live': 'polite' });

  say(words: string): void {
    this.root.textContent = words;
  }

  /** Compares two states of the view and says what is new, if anything is. */
  announce(before: AnswerState | null, now: AnswerState | null): void {
    const words = now && news(before, now);
    if (words) this.say(words);
  }
}

/** The one event between two states, in words; null where only text came. */
export function news(before: AnswerState | null, now: AnswerState): string | null {
  const fresh = before === null || before.task !== now.task;
  if (now.phase !== before?.phase || fresh) {
    if (now.phase === 'finished') return finished(now);
    if (now.phase === 'failed') return t('Failed: {sentence}', { sentence: now.failure?.sentence ?? '' });
    if (now.phase === 'cancelled') return t('Stopped.');
  }
  if (now.patch !== undefined && now.patch !== before?.patch) return patchNews(now.patch);
  const head = now.answers.at(-1)?.head;
  if (head && (fresh || now.answers.length > (before?.answers.length ?? 0))) {
    const data = { tier: t(head.tier), model: head.model };
    if (now.standing !== undefined) return t('Offered beside it: {tier}, {model}', data);
    return now.answers.length > 1 ? t('Replaced: {tier} answers, {model}', data) : t('{tier} answers, {model}', data);
  }
  if (now.step !== null && (fresh || before?.step?.rule !== now.step.rule)) return wordReason(now.step, translate);
  return fresh ? t('Working') : null;
}

function patchNews({ phase, errors }: PatchState): string {
  if (errors !== null) return wordReason({ rule: 'verified.errors', weight: 0, data: errors }, translate);
  return t(patchWords[phase]);
}

const patchWords: Readonly<Record<PatchState['phase'], ViewText>> = {
  proposed: 'A change is proposed',
  accepted: 'Change accepted',
  rejected: 'Change rejected',
  undone: 'Change undone',
  outdated: 'Change outdated: a file was edited meanwhile',
};

function finished(state: AnswerState): string {
  const tier = state.answers[standingIndex(state)]?.head.tier;
  const why = headline(state.shown, state.reasons, translate).words;
  const time = formatMs(state.figures?.totalMs ?? 0);
  return t('Finished: {tier}, {time}. {why}', { tier: tier ? t(tier) : '', time, why });
}
