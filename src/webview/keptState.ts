// What the trace panel keeps over a reload, checked when it comes back: another version may have written it.
import { isKind, isName, isTier } from '../shared/dataGuards';
import { fields, isCount, isNullOr, isNumber, isOneOf, isShape, type Check } from '../shared/guards';
import { noChoice, type FilterChoice } from './traceFilters';
import { results } from './traceTexts';
import { panelViews, type PanelView } from './viewTabs';

export interface KeptState {
  readonly choice: FilterChoice;
  readonly opened: string | null;
  readonly scrollTop: number;
}

const isEmpty: Check<''> = (value): value is '' => value === '';
const orEmpty =
  <T>(check: Check<T>): Check<T | ''> =>
  (value): value is T | '' =>
    isEmpty(value) || check(value);

const isChoice = isShape<FilterChoice>({
  kind: orEmpty(isKind),
  tier: orEmpty(isTier),
  result: isCount(results.length - 1),
  language: isName,
  text: isName,
});
const isKept = isShape<KeptState>({ choice: isChoice, opened: isNullOr(isName), scrollTop: isNumber });

export function keptState(value: unknown): KeptState {
  return isKept(value) ? value : { choice: noChoice, opened: null, scrollTop: 0 };
}

/** The whole panel: which view, the threshold looked at, and what the tasks view keeps (checked by `keptState`). */
export interface KeptPanel {
  readonly view: PanelView;
  readonly looked: number | null;
  readonly tasks: unknown;
}

const isView = isOneOf<PanelView>(...panelViews);
const isLooked = isNullOr(isNumber);

export function keptPanel(value: unknown): KeptPanel {
  const { view, looked, tasks } = fields(value) ?? {};
  return { view: isView(view) ? view : 'tasks', looked: isLooked(looked) ? looked : null, tasks };
}
