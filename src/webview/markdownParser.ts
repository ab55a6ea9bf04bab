// markdown-it, narrowed to what an answer may be: no HTML, no images, links to http and https only. Parses; draws nothing.
import MarkdownIt from 'markdown-it';
import { linkTarget } from '../shared/linkTarget';

export type MarkdownToken = ReturnType<InstanceType<typeof MarkdownIt>['parse']>[number];

/** One block of the top level: its tokens, and a key that changes when its drawing would. */
export interface MarkdownBlock {
  readonly key: string;
  readonly tokens: readonly MarkdownToken[];
}

const markdown = new MarkdownIt({ html: false, linkify: true, typographer: false }).disable(['image']);
markdown.validateLink = (url) => linkTarget(url) !== null;
markdown.linkify.set({ fuzzyLink: false, fuzzyEmail: false, fuzzyIP: false });
for (const schema of ['ftp:', 'mailto:', '//']) markdown.linkify.add(schema, null);

/** The blocks of a text. A link's definition anywhere can change any block, so all keys carry the definitions. */
export function parseBlocks(text: string): MarkdownBlock[] {
  const environment: NonNullable<Parameters<typeof markdown.parse>[1]> = {};
  const tokens = markdown.parse(text, environment);
  const definitions = environment.references ? JSON.stringify(environment.references) : '';
  const lines = text.split(/\r\n|\r|\n/);
  const blocks: MarkdownBlock[] = [];
  let open: MarkdownToken[] = [];
  let depth = 0;
  for (const token of tokens) {
    open.push(token);
    depth += token.nesting;
    if (depth > 0) continue;
    const [start, end] = open[0]?.map ?? [0, 0];
    const source = lines.slice(start, end).join('\n').trimEnd();
    blocks.push({ key: `${open[0]?.type ?? ''}\n${source}\n${definitions}`, tokens: open });
    open = [];
    depth = 0;
  }
  return blocks;
}
