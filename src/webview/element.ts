// Builds elements without a line of HTML, so that no text can become markup. Attributes that could run or style anything are not offered.

type Attribute =
  | 'class'
  | 'id'
  | 'role'
  | 'title'
  | 'type'
  | 'for'
  | 'tabindex'
  | 'lang'
  | 'dir'
  | 'scope'
  | 'open'
  | 'hidden'
  | 'start'
  | `aria-${string}`
  | `data-${string}`;
export type Attributes = Partial<Record<Attribute, string | number | boolean>>;
export type Child = Node | string | null;

/** `true` sets an attribute without a value, `false` leaves it out. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false && value !== undefined) made.setAttribute(name, value === true ? '' : String(value));
  }
  made.append(...children.filter((child) => child !== null));
  return made;
}

/** A codicon, silent for screen readers. */
export function icon(name: string): HTMLElement {
  return element('span', { class: `codicon codicon-${name}`, 'aria-hidden': 'true' });
}

export interface ButtonParts {
  readonly icon?: string;
  /** What a screen reader says, and the tooltip; also the text unless `text` says otherwise. */
  readonly label: string;
  /** Empty: the icon alone. */
  readonly text?: string;
  readonly class?: string;
  readonly run: () => void;
}

export function button(parts: ButtonParts): HTMLButtonElement {
  const text = parts.text ?? parts.label;
  const made = element(
    'button',
    { type: 'button', class: parts.class ?? 'secondary', title: text === parts.label ? false : parts.label },
    parts.icon === undefined ? null : icon(parts.icon),
    text === '' ? null : element('span', {}, text),
  );
  if (text !== parts.label) made.setAttribute('aria-label', parts.label);
  made.addEventListener('click', parts.run);
  return made;
}

/** Replaces what an element holds, but only where it differs: a screen reader and a selection are not disturbed for nothing. */
export function setText(target: Element, text: string): void {
  if (target.textContent !== text) target.textContent = text;
}
