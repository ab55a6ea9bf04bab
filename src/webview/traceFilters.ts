// The filter bar: task, tier, result, language, text. Holds a filter and tells when it changes.
import type { TaskKind, Tier } from '../core/task';
import { kindNames } from './answerHeader';
import { element } from './element';
import { t } from './page';
import type { TraceFilter } from './tracePages';
import { results, toReview } from './traceTexts';

/** What the user chose; kept over a reload. */
export interface FilterChoice {
  readonly kind: TaskKind | '';
  readonly tier: Tier | '';
  /** Index into `results`. */
  readonly result: number;
  readonly language: string;
  readonly text: string;
}

export const noChoice: FilterChoice = { kind: '', tier: '', result: 0, language: '', text: '' };

export function toFilter(choice: FilterChoice): TraceFilter {
  const text = choice.text.trim();
  return {
    ...(choice.kind === '' ? {} : { kinds: [choice.kind] }),
    ...(choice.tier === '' ? {} : { tiers: [choice.tier] }),
    ...(results[choice.result]?.[1] ?? {}),
    ...(choice.language === '' ? {} : { languages: [choice.language] }),
    ...(text === '' ? {} : { text }),
  };
}

const kinds: readonly TaskKind[] = ['complete', 'explain', 'edit', 'debug', 'chat'];
const tiers: readonly Tier[] = ['fast', 'strong'];

export class TraceFilters {
  readonly root: HTMLElement;
  private readonly kind = select(t('Task'), [
    ['', t('All tasks')],
    ...kinds.map((kind) => [kind, t(kindNames[kind])] as const),
  ]);
  private readonly tier = select(t('Tier'), [['', t('Both tiers')], ...tiers.map((tier) => [tier, t(tier)] as const)]);
  private readonly result = select(
    t('Result'),
    results.map(([label], index) => [String(index), t(label)] as const),
  );
  private readonly language = select(t('Language'), [['', t('All languages')]]);
  private readonly text = element('input', { type: 'search', 'aria-label': t('Search in traces') });
  private wantedLanguage = '';

  constructor(private readonly changed: () => void) {
    this.text.placeholder = t('Search');
    this.root = element(
      'div',
      { class: 'filters', role: 'search' },
      this.text,
      this.kind,
      this.tier,
      this.result,
      this.language,
    );
    for (const one of [this.kind, this.tier, this.result, this.language]) {
      one.addEventListener('change', () => {
        this.wantedLanguage = this.language.value;
        changed();
      });
    }
    // At once: whoever asks the store asks one thing at a time.
    this.text.addEventListener('input', changed);
  }

  get choice(): FilterChoice {
    return {
      kind: kinds.find((kind) => kind === this.kind.value) ?? '',
      tier: tiers.find((tier) => tier === this.tier.value) ?? '',
      result: Number(this.result.value),
      language: this.wantedLanguage,
      text: this.text.value,
    };
  }

  /** Whether anything is filtered by. */
  get filtering(): boolean {
    return Object.keys(toFilter(this.choice)).length > 0;
  }

  set(choice: FilterChoice): void {
    this.kind.value = choice.kind;
    this.tier.value = choice.tier;
    this.result.value = String(choice.result);
    this.text.value = choice.text;
    this.wantedLanguage = choice.language;
    if (choice.language !== '') this.setLanguages([choice.language]);
  }

  clear(): void {
    this.set(noChoice);
    this.language.value = '';
    this.changed();
  }

  /** Nothing but the queue of what is to be judged. */
  review(): void {
    this.set({ ...noChoice, result: toReview });
    this.language.value = '';
    this.changed();
  }

  get reviewing(): boolean {
    return Number(this.result.value) === toReview;
  }

  /** The languages that the store has; a chosen one stays on offer. */
  setLanguages(languages: readonly string[]): void {
    const all = [...new Set([...languages, ...(this.wantedLanguage === '' ? [] : [this.wantedLanguage])])].sort();
    this.language.replaceChildren(option('', t('All languages')), ...all.map((language) => option(language, language)));
    this.language.value = this.wantedLanguage;
  }
}

function select(label: string, options: readonly (readonly [value: string, label: string])[]): HTMLSelectElement {
  return element('select', { 'aria-label': label }, ...options.map(([value, text]) => option(value, text)));
}

function option(value: string, label: string): HTMLOptionElement {
  const made = element('option', {}, label);
  made.value = value;
  return made;
}
