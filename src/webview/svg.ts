// Builds SVG elements without a line of markup. Colours come from classes, so that every theme has its own.
import type { Child } from './element';

const space = 'http://www.w3.org/2000/svg';

type Attribute =
  | 'class'
  | 'd'
  | 'x'
  | 'y'
  | 'x1'
  | 'x2'
  | 'y1'
  | 'y2'
  | 'cx'
  | 'cy'
  | 'r'
  | 'width'
  | 'height'
  | 'viewBox'
  | 'dy'
  | 'text-anchor'
  | 'transform'
  | 'role'
  | `aria-${string}`;

export function svg<Tag extends keyof SVGElementTagNameMap>(
  tag: Tag,
  attributes: Partial<Record<Attribute, string | number>> = {},
  ...children: readonly Child[]
): SVGElementTagNameMap[Tag] {
  const made = document.createElementNS(space, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
  made.append(...children.filter((child) => child !== null));
  return made;
}
