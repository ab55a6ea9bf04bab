// A block of code with its language, Copy and Insert. The code stands exactly as it came, hidden characters marked.
import { button, element } from './element';
import type { AnswerLinks } from './markdownElements';
import { literalText } from './plainText';
import { t } from './page';

export function codeBlock(code: string, language: string, links: Pick<AnswerLinks, 'copy' | 'insert'>): HTMLElement {
  const text = code.replace(/\n$/, '');
  return element(
    'div',
    { class: 'code', role: 'group', 'aria-label': language === '' ? t('Code') : t('Code, {language}', { language }) },
    element(
      'div',
      { class: 'code-bar' },
      element('span', { class: 'code-language' }, literalText(language.slice(0, 40))),
      button({ icon: 'copy', label: t('Copy code'), text: '', class: 'quiet', run: () => links.copy(text) }),
      button({
        icon: 'insert',
        label: t('Insert code at the cursor'),
        text: '',
        class: 'quiet',
        run: () => links.insert(text),
      }),
    ),
    // Scrolls sideways, so the keyboard has to reach it.
    element('pre', { tabindex: 0 }, element('code', {}, literalText(text))),
  );
}
