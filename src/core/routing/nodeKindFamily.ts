// What the cursor stands on, in one of a few families: grammars have hundreds of node kinds, and spell alike what is alike.
// Goes by the words of a kind alone; what it does not know is `other`.

export const nodeKindFamilies = [
  'name', 'literal', 'comment', 'type', 'call', 'parameter', 'import', 'declaration', 'statement', 'block', 'expression',
  'file', 'error', 'other',
] as const; // prettier-ignore
export type NodeKindFamily = (typeof nodeKindFamilies)[number];

/** In the order in which they are asked: a `type_identifier` is a type, an `expression_statement` a statement. */
const words: readonly (readonly [NodeKindFamily, RegExp])[] = [
  ['error', /^ERROR$/],
  ['comment', /comment/],
  ['file', /^(program|module|source_file|source_code|translation_unit|compilation_unit|document|chunk|fragment)$/],
  ['import', /import|include|^(use|using|extern_crate|package|namespace_use)_|_use_/],
  ['parameter', /parameter/],
  ['call', /call|invocation|argument|object_creation/],
  ['literal', /string|literal|number|integer|float|char|heredoc|regex|symbol|escape_|^(true|false|nil|null|none|boolean)$/],
  ['type', /type(?!_?(alias|declaration|item|spec|definition))|^(primitive|union_type)/],
  ['block', /block|body|suite|statement_list|^(then|do|else|declaration_list)$/],
  ['declaration', /declar|definition|_item$|_spec$|signature|function|method|lambda|closure|class|struct|enum|interface|trait/],
  ['statement', /statement|clause|^(if|elsif|unless|for|while|until|loop|match|switch|case|when|try|begin|rescue|return)($|_)|_arm$/],
  ['name', /identifier|name|constant|variable|label/],
  ['expression', /expression|operator|binary|unary|assignment|conditional|tern|object|array|list|dict|tuple|hash|pair|access|subscript|attribute|interpolation|await|yield/],
]; // prettier-ignore

export function nodeKindFamily(kind: string): NodeKindFamily {
  return words.find(([, pattern]) => pattern.test(kind))?.[0] ?? 'other';
}
