// The name of a function or class, wherever its grammar keeps it.
import type { Node } from 'web-tree-sitter';

/** Fields that hold a name, or lead towards one (C's declarators, Rust's `impl` type). */
const nameFields = ['name', 'declarator', 'type'];
/** Parents that give an unnamed function its name, and the field they keep it in. */
const namingParents: Readonly<Record<string, string>> = {
  variable_declarator: 'name',
  pair: 'key',
  public_field_definition: 'name',
  field_definition: 'property',
  assignment_expression: 'left',
  assignment: 'left',
  property_declaration: 'name',
};

function isName(kind: string): boolean {
  return kind.endsWith('identifier') || kind === 'constant' || kind === 'name' || kind === 'operator_name';
}

export function scopeNameNode(scope: Node): Node | null {
  let at: Node = scope;
  for (let step = 0; step < 8; step++) {
    let next: Node | null = null;
    for (const field of nameFields) {
      next = at.childForFieldName(field);
      if (next !== null) break;
    }
    if (next === null) break;
    at = next;
    if (isName(at.type) && at.childForFieldName('name') === null) return at;
  }
  if (at !== scope) return at;
  const parent = scope.parent;
  const field = parent === null ? undefined : namingParents[parent.type];
  const given = field === undefined ? null : (parent?.childForFieldName(field) ?? null);
  if (given !== null && given.id !== scope.id) return given;
  return scope.namedChildren.find((child) => child !== null && isName(child.type)) ?? null;
}

/** Null for an anonymous one. `text` is what the tree was parsed from. */
export function scopeName(scope: Node, text: string): string | null {
  const node = scopeNameNode(scope);
  if (node === null) return null;
  const name = text.slice(node.startIndex, node.endIndex);
  return name === '' || name.length > 200 || name.includes('\n') ? null : name;
}
