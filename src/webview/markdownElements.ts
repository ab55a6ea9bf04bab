// Draws markdown-it's tokens as elements, by an allow-list. No HTML string exists on the way, so nothing can be parsed as markup:
// there is nothing to sanitise. A token that is not listed becomes text.
import type { FrameReference } from '../shared/answerState';
import { linkTarget } from '../shared/linkTarget';
import { codeBlock } from './codeBlock';
import { element, type Attributes } from './element';
import type { MarkdownToken } from './markdownParser';
import { plainText } from './plainText';
import { t } from './page';

/** What a drawn answer can ask for. */
export interface AnswerLinks {
  readonly frames: readonly FrameReference[];
  openFrame(index: number): void;
  openLink(url: string): void;
  copy(text: string): void;
  insert(text: string): void;
}

const allowed = [
  'p', 'blockquote', 'ul', 'ol', 'li', 'strong', 'em', 's', 'table', 'thead', 'tbody', 'tr', 'th', 'td',
  'h1', 'h2', 'h3', 'h4', 'h5', 'h6',
] as const; // prettier-ignore
type AllowedTag = (typeof allowed)[number];

/** The elements of one block. */
export function drawTokens(tokens: readonly MarkdownToken[], links: AnswerLinks): DocumentFragment {
  const root = document.createDocumentFragment();
  const open: (Element | DocumentFragment)[] = [root];
  const parent = (): Element | DocumentFragment => open.at(-1) ?? root;
  for (const token of tokens) {
    if (token.nesting === -1) {
      const closed = open.length > 1 ? open.pop() : undefined;
      if (closed instanceof Element && closed.matches('button.link')) closed.after(...linkHost(closed));
    } else if (token.nesting === 1) {
      // A tight list's paragraphs are hidden: their content belongs to the item.
      const made = token.hidden ? parent() : openElement(token, links);
      if (!token.hidden) parent().append(made);
      open.push(made);
    } else {
      parent().append(leaf(token, links));
    }
  }
  return root;
}

function openElement(token: MarkdownToken, links: AnswerLinks): Element {
  if (token.type === 'link_open') return link(String(token.attrGet('href') ?? ''), links);
  const tag = allowed.find((one) => one === token.tag);
  if (tag === undefined) return element('span');
  if (tag === 'ol') return element('ol', { start: Number(token.attrGet('start') ?? 1) });
  // The view's own headings are h1 and h2: an answer's begin below them.
  if (/^h[1-6]$/.test(tag)) return element(lowerHeading(tag), { class: `answer-${tag}` });
  return element(tag, cellAttributes(tag, token));
}

function lowerHeading(tag: AllowedTag): 'h3' | 'h4' | 'h5' | 'h6' {
  if (tag === 'h1') return 'h3';
  if (tag === 'h2') return 'h4';
  return tag === 'h3' ? 'h5' : 'h6';
}

function cellAttributes(tag: AllowedTag, token: MarkdownToken): Attributes {
  if (tag !== 'th' && tag !== 'td') return {};
  const align = /text-align:(left|right|center)/.exec(String(token.attrGet('style') ?? ''))?.[1];
  return { ...(tag === 'th' ? { scope: 'col' } : {}), ...(align ? { class: `align-${align}` } : {}) };
}

function leaf(token: MarkdownToken, links: AnswerLinks): Node {
  switch (token.type) {
    case 'inline':
      return drawTokens(token.children ?? [], links);
    case 'fence':
    case 'code_block':
      return codeBlock(token.content, token.info.trim().split(/\s+/, 1)[0] ?? '', links);
    case 'code_inline':
      return element('code', {}, plainText(token.content, links));
    case 'hr':
      return element('hr');
    case 'hardbreak':
      return element('br');
    case 'softbreak':
      return document.createTextNode('\n');
    default:
      return plainText(token.content, links);
  }
}

/** A button, not a link: where it leads is asked of the host, and shown before. */
function link(href: string, links: AnswerLinks): Element {
  const url = linkTarget(href);
  if (url === null) return element('span');
  const made = element('button', {
    type: 'button',
    class: 'link',
    title: t('Open {url}', { url }),
    'data-target': url,
  });
  made.addEventListener('click', () => links.openLink(url));
  return made;
}

/** Where a link leads, in quiet letters behind it, unless its own text says so. */
function linkHost(made: Element): (Node | string)[] {
  const url = URL.parse(made.getAttribute('data-target') ?? '');
  if (url === null || (made.textContent ?? '').includes(url.host)) return [];
  return [' ', element('span', { class: 'link-host' }, `(${url.host})`)];
}
