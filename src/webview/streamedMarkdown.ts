// Draws a growing text: blocks that did not change keep their elements, so selection and focus stay and long answers stay cheap.
import type { AnswerLinks } from './markdownElements';
import { drawTokens } from './markdownElements';
import { parseBlocks } from './markdownParser';

export class StreamedMarkdown {
  private readonly drawn: { key: string; nodes: readonly Node[] }[] = [];
  private links: AnswerLinks;

  constructor(
    private readonly target: HTMLElement,
    links: AnswerLinks,
  ) {
    this.links = links;
  }

  /** Draws a text from scratch where frames or anything else a block refers to has changed. */
  setLinks(links: AnswerLinks): void {
    this.links = links;
    this.truncate(0);
  }

  draw(text: string): void {
    const blocks = parseBlocks(text);
    blocks.forEach((block, index) => {
      if (this.drawn[index]?.key === block.key) return;
      this.truncate(index);
      const nodes = [...drawTokens(block.tokens, this.links).childNodes];
      this.target.append(...nodes);
      this.drawn.push({ key: block.key, nodes });
    });
    this.truncate(blocks.length);
  }

  private truncate(length: number): void {
    for (const block of this.drawn.splice(length)) for (const node of block.nodes) node.parentNode?.removeChild(node);
  }
}
