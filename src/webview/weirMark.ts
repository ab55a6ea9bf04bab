// The mark of Weir as elements: water held behind a crest, water spilling over. The same drawing as media/weir.svg.

const space = 'http://www.w3.org/2000/svg';

/** Paths on a grid of 24 by 24: what spills over, what is held, the weir itself. */
export const weirPaths = [
  'M2 5.5h9.5c4.5 0 5 4 5.5 7.5.5 3.5 1.5 5.5 5 5.5',
  'M2 9.75h5.5M2 14h5.5M2 18.25h5.5',
  'M10.5 20.5V9.75h1.25c1.25 0 1.75 1.25 2 3l1.5 7.75z',
];

export function weirMark(): SVGSVGElement {
  const mark = document.createElementNS(space, 'svg');
  for (const [name, value] of [
    ['viewBox', '0 0 24 24'],
    ['class', 'weir-mark'],
    ['aria-hidden', 'true'],
  ] as const) {
    mark.setAttribute(name, value);
  }
  for (const d of weirPaths) {
    const path = document.createElementNS(space, 'path');
    path.setAttribute('d', d);
    mark.append(path);
  }
  return mark;
}
