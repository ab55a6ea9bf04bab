// The nodes from the root down to a place, step by step: deep nesting costs time in proportion, and no stack.
import type { Node, Tree } from 'web-tree-sitter';
import { CLASS, FUNCTION, type NodeKinds } from './nodeKinds';

export interface Step {
  readonly kind: string;
  readonly mask: number;
  readonly named: boolean;
  readonly start: number;
  readonly end: number;
  /** Kept for functions and classes alone. */
  readonly node: Node | null;
}

/** Beyond this many levels the path stops: nobody wrote that code. */
const deepest = 500;

/**
 * Root first. `index` is the UTF-16 unit that every node on the path covers.
 * The cursor's own `gotoFirstChildForIndex` would do this, but reads its argument from the wrong place (0.25.10).
 */
export function nodePath(tree: Tree, kinds: NodeKinds, index: number): readonly Step[] {
  const root = tree.rootNode;
  const path: Step[] = [];
  const target = root.descendantForIndex(index, index + 1) ?? root;
  for (let node: Node | null = root; node !== null && path.length < deepest;) {
    const mask = kinds[node.typeId] ?? 0;
    path.push({
      kind: node.type,
      mask,
      named: node.isNamed,
      start: node.startIndex,
      end: node.endIndex,
      node: mask & (FUNCTION | CLASS) ? node : null,
    });
    if (node.id === target.id) break;
    node = node.childWithDescendant(target);
  }
  return path;
}
