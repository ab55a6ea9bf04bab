// A real table with headings, for numbers that stand behind a picture or a decision.
import { element, type Child } from './element';

export interface Column {
  readonly label: string;
  /** Numbers stand on the right. */
  readonly number?: boolean;
}

/** The first cell of each row is its heading. */
export function dataTable(
  caption: string,
  columns: readonly Column[],
  rows: readonly (readonly Child[])[],
): HTMLTableElement {
  const kind = (index: number): string => (columns[index]?.number ? 'number' : 'words');
  return element(
    'table',
    { class: 'data' },
    element('caption', { class: 'for-readers' }, caption),
    element(
      'thead',
      {},
      element(
        'tr',
        {},
        ...columns.map((column, index) => element('th', { scope: 'col', class: kind(index) }, column.label)),
      ),
    ),
    element(
      'tbody',
      {},
      ...rows.map((row) =>
        element(
          'tr',
          {},
          ...row.map((cell, index) =>
            index === 0
              ? element('th', { scope: 'row', class: kind(index) }, cell)
              : element('td', { class: kind(index) }, cell),
          ),
        ),
      ),
    ),
  );
}
