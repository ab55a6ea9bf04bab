// Text of an answer: hidden characters shown by their code point, resolved frames as buttons.
import { splitInvisible } from '../shared/invisibleText';
import { element } from './element';
import { findFrames } from './frameText';
import type { AnswerLinks } from './markdownElements';
import { t } from './page';

export function plainText(text: string, links: Pick<AnswerLinks, 'frames' | 'openFrame'>): DocumentFragment {
  const drawn = document.createDocumentFragment();
  for (const piece of splitInvisible(text)) {
    if (piece.invisible) drawn.append(hiddenMark(piece.text));
    else drawn.append(...withFrames(piece.text, links));
  }
  return drawn;
}

/** For code and for what was sent: no frames, since that text is not the model's word about this workspace. */
export function literalText(text: string): DocumentFragment {
  return plainText(text, { frames: [], openFrame: () => undefined });
}

function hiddenMark(code: string): Element {
  return element('span', { class: 'hidden-mark', title: t('Hidden character {code}', { code }) }, code);
}

function withFrames(text: string, links: Pick<AnswerLinks, 'frames' | 'openFrame'>): (Node | string)[] {
  const nodes: (Node | string)[] = [];
  let from = 0;
  for (const match of findFrames(text, links.frames)) {
    nodes.push(text.slice(from, match.start));
    const name = text.slice(match.start, match.end);
    const made = element(
      'button',
      { type: 'button', class: 'link frame', title: t('Open {place}', { place: name }) },
      name,
    );
    made.addEventListener('click', () => links.openFrame(match.index));
    nodes.push(made);
    from = match.end;
  }
  nodes.push(text.slice(from));
  return nodes.filter((node) => node !== '');
}
