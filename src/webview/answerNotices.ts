// What stands where an answer does not: the empty view that teaches, the sentence of a failure.
import type { AnswerState, RepairAction } from '../shared/answerState';
import type { ViewText } from '../shared/viewTexts';
import { button, element, icon } from './element';
import { literalText } from './plainText';
import { t } from './page';
import { weirMark } from './weirMark';

export interface Starters {
  run(command: 'explain' | 'debug' | 'trace' | 'set-up'): void;
}

export function emptyNotice({ run }: Starters): HTMLElement {
  return element(
    'section',
    { class: 'empty' },
    weirMark(),
    element('h1', {}, t('Ask about your code')),
    element(
      'p',
      {},
      t(
        'The fast model answers first. Where its answer is not good enough, the strong one takes over, and you see why.',
      ),
    ),
    element(
      'div',
      { class: 'starters' },
      button({ icon: 'comment', label: t('Explain the selection'), class: 'primary', run: () => run('explain') }),
      button({ icon: 'bug', label: t('Debug a stack trace'), run: () => run('debug') }),
    ),
    element(
      'ul',
      { class: 'hints' },
      element('li', {}, t('Select code, or put the cursor into a function, and choose Explain.')),
      element('li', {}, t('Copy a stack trace, or select one in any editor, and choose Debug.')),
    ),
    element(
      'p',
      { class: 'more' },
      button({ label: t('Set up models'), class: 'link', run: () => run('set-up') }),
      button({ label: t('Open the traces'), class: 'link', run: () => run('trace') }),
    ),
  );
}

export function endNotice(state: AnswerState, repair: (action: RepairAction) => void): HTMLElement | null {
  if (state.phase === 'cancelled') return element('p', { class: 'stopped' }, icon('circle-slash'), ' ', t('Stopped.'));
  if (!state.failure) return null;
  const { sentence, action } = state.failure;
  return element(
    'section',
    { class: 'failure', 'aria-label': t('Failure') },
    element('p', {}, icon('error'), element('span', {}, literalText(sentence))),
    action === null ? null : button({ label: t(repairNames[action]), class: 'primary', run: () => repair(action) }),
  );
}

const repairNames: Readonly<Record<RepairAction, ViewText>> = {
  'set-up': 'Set up models',
  'set-key': 'Enter a key',
  'test-connection': 'Test the connection',
  retry: 'Try again',
  'show-log': 'Show the log',
  'open-settings': 'Open settings',
  're-ask-fast': 'Ask the fast model',
  're-ask-strong': 'Ask the strong model',
};
