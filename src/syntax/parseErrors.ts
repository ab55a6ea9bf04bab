// Counts ERROR and MISSING nodes. Looks only into nodes that hold one.
import type { Node } from 'web-tree-sitter';

export interface ParseErrors {
  readonly errors: number;
  readonly missing: number;
}

/** A bound on the nodes looked at: where there are so many errors, more of them say nothing new. */
const mostNodes = 20_000;

export function parseErrors(node: Node): ParseErrors {
  let errors = 0;
  let missing = 0;
  if (!node.hasError) return { errors, missing };
  const cursor = node.walk();
  try {
    for (let seen = 0; seen < mostNodes; seen++) {
      const current = cursor.currentNode;
      if (current.isError) errors++;
      if (current.isMissing) missing++;
      if (current.hasError && cursor.gotoFirstChild()) continue;
      while (!cursor.gotoNextSibling()) {
        if (!cursor.gotoParent()) return { errors, missing };
      }
    }
    return { errors, missing };
  } finally {
    cursor.delete();
  }
}
