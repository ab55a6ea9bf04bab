// Every function and class of a parsed text, outermost first.
import type { Tree } from 'web-tree-sitter';
import type { EnclosingScope } from '../core/syntaxPort';
import type { LoadedLanguage } from './loadedLanguage';
import { matchLimit } from './outline';
import { scopeName } from './scopeName';

const mostScopes = 10_000;

export function wholeScopes(loaded: LoadedLanguage, tree: Tree, text: string): readonly EnclosingScope[] {
  const captures = loaded.scopes?.captures(tree.rootNode, { matchLimit }) ?? [];
  return captures.slice(0, mostScopes).map(({ name, node }) => ({
    kind: name === 'function' ? ('function' as const) : ('class' as const),
    name: scopeName(node, text),
    startLine: node.startPosition.row + 1,
    endLine: node.endPosition.row + 1,
  }));
}
