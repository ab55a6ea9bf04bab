// Budgets in the editor: every call is entered into the store's book, the strong tier waits for its yes, and the user is warned, asked
// and told. Holds no sums of its own: windows share one book.
import * as vscode from 'vscode';
import type { BudgetGate, Reserved } from '../core/cost/budgetedModel';
import type { BudgetSettings, BudgetState } from '../core/cost/spending';
import { warnAt } from '../core/cost/spending';
import type { SpendingFacts } from '../core/cost/spendingFacts';
import { oldPrices, pricesDate } from '../core/cost/prices';
import type { ModelInfo, Prices } from '../core/model';
import { ModelError } from '../core/modelError';
import type { Tiers } from '../core/session';
import type { Settings } from '../core/settings';
import type { Reason, Tier } from '../core/task';
import type { WeirStore } from '../store/sqliteTraceStore';
import { wordReason } from '../shared/reasonTexts';
import { fill, type Translate } from '../shared/translate';

const dayMs = 86_400_000;
const priceAge = (): number => Math.floor((Date.now() - Date.parse(pricesDate)) / dayMs);

/** What was said of the budget when it was used up, and which limits were set then. */
interface Over {
  readonly date: string;
  readonly limits: BudgetSettings['limits'];
  readonly state: BudgetState;
}

export class Budget implements BudgetGate {
  /** Told once a period and limit: what it said is in the key. */
  private readonly told = new Set<string>();
  private readonly agreedModels = new Set<string>();
  private over: Over | null = null;

  constructor(
    private readonly settings: () => Settings,
    private readonly store: () => Promise<WeirStore>,
    private readonly failed: (error: unknown) => void,
    /** The strong tier was closed or opened again. */
    private readonly changed: () => void,
  ) {}

  /** Why the strong tier is closed today, in a sentence; null where it is open. */
  get closed(): string | null {
    const why = this.whyClosed;
    return why && sentenceOf(why, vscode.l10n.t);
  }

  /** The strong tier is closed while its budget is used up. */
  limited(tiers: Tiers): Tiers {
    const why = this.whyClosed;
    if (why === null || tiers.strong === null) return tiers;
    if (tiers.strong.info.prices !== null && isFree(tiers.strong.info.prices)) return tiers;
    return { ...tiers, strong: null, unavailable: [...tiers.unavailable, why] };
  }

  /** The user may have enlarged it in another window: to be called where this one comes to the front. */
  async lookAgain(): Promise<void> {
    const { over } = this;
    if (over === null) return;
    const sums = await this.book((book) => book.sums(today(), this.bookSettings(), Date.now()));
    const { period, limit } = over.state;
    if (sums !== null && period !== null && sums[period].limit !== limit && over === this.over) this.close(null);
  }

  async reserve(tier: Tier, model: string, atMost: number | null): Promise<Reserved> {
    const settings = this.bookSettings();
    const unlimited = settings.limits.day === null && settings.limits.month === null;
    const charge = { tier, model, atMost, date: today(), at: Date.now() };
    const enter = (agreed: boolean): Promise<BudgetState | null> =>
      this.book((book) => book.reserve({ ...charge, agreed }, settings));
    /** Of a call that did not wait for the book: settled once both are known. */
    const unwaited = (entered: Promise<BudgetState | null>): Reserved => ({
      settle: (cost) => void entered.then((state) => this.settle(state?.reservation ?? null, cost)),
      left: null,
    });
    // Nobody who types waits for the book: the fast tier is never closed, only counted.
    if (tier === 'fast' || unlimited || atMost === 0) return unwaited(enter(true));
    this.checkPrices(model);
    const entered = enter(atMost === null && this.agreedModels.has(model));
    const state = await soon(entered, this.failed);
    // A book that cannot be opened, or that somebody holds, is said once and closes nothing; its late no stops nothing.
    if (state === null) return unwaited(entered.then((late) => (late?.reservation === null ? enter(true) : late)));
    if (state.reservation === null) throw this.refused(state, model, atMost);
    if (state.kind === 'warn' && state.period !== null) this.warn(state, atMost ?? 0);
    this.close(null);
    return { settle: (cost) => this.settle(state.reservation, cost), left: state.left };
  }

  async facts(models: readonly Pick<ModelInfo, 'model' | 'prices' | 'local'>[]): Promise<SpendingFacts> {
    const settings = this.bookSettings();
    const sums = await (await this.store()).budget.sums(today(), settings, Date.now());
    const own = this.settings().prices;
    const others = models.filter(
      ({ model }, at) => !(model.toLowerCase() in own) && models.findIndex((one) => one.model === model) === at,
    );
    return {
      ...sums,
      state: budgetReason(sums),
      prices: {
        date: pricesDate,
        ageDays: priceAge(),
        old: priceAge() > oldPrices && others.some(({ prices, local }) => prices !== null && !local),
        rows: [
          ...Object.entries(own).map(([model, prices]) => ({ model, prices, own: true, local: false })),
          ...others.map(({ model, prices, local }) => ({ model, prices, own: false, local })),
        ],
      },
    };
  }

  /** Holds for its day and for the limits that were set: of others the book knows, at the next call. */
  private get whyClosed(): Reason | null {
    if (this.over === null || this.over.date !== today()) return null;
    const { day, month } = this.bookSettings().limits;
    const { limits, state } = this.over;
    return limits.day === day && limits.month === month ? overReason(state) : null;
  }

  private bookSettings(): BudgetSettings {
    const { day, month } = this.settings().budget;
    return { limits: { day: day > 0 ? day : null, month: month > 0 ? month : null }, over: 'ask', warnAt };
  }

  private settle(reservation: number | null, cost: number | null): void {
    if (reservation !== null) void this.book((book) => book.settle(reservation, cost));
  }

  private async book<T>(work: (book: WeirStore['budget']) => Promise<T>): Promise<T | null> {
    try {
      return await work((await this.store()).budget);
    } catch (error) {
      this.failed(error);
      return null;
    }
  }

  private warn(state: BudgetState, atMost: number): void {
    const reason: Reason = { rule: 'budget.near-with-this', weight: 0, data: { ...figures(state), atMost } };
    this.once(`near ${today()} ${state.period} ${state.limit}`, () =>
      vscode.window.showWarningMessage(`Weir: ${wordReason(reason, vscode.l10n.t)}.`),
    );
  }

  private refused(state: BudgetState, model: string, atMost: number | null): ModelError {
    const unpriced = atMost === null;
    const reason: Reason = unpriced ? { rule: 'budget.unpriced', weight: 1, data: { model } } : overReason(state);
    if (!unpriced) this.close(state);
    const period = state.period === 'day' ? today() : today().slice(0, 7);
    const asked = `${reason.rule} ${unpriced ? model : `${period} ${state.limit}`}`;
    this.once(asked, async () => {
      const goOn = unpriced ? vscode.l10n.t('Use It Anyway') : vscode.l10n.t('Spend as Much Again');
      const answer = await vscode.window.showWarningMessage(
        `Weir: ${wordReason(reason, vscode.l10n.t)}.`,
        goOn,
        vscode.l10n.t('Fast Only'),
      );
      if (answer !== goOn) return;
      if (unpriced) this.agreedModels.add(model);
      else await this.book((book) => book.agree(period, state.limit ?? 0));
      this.close(null);
      // Reached again, it is asked again.
      this.told.delete(asked);
    });
    return new ModelError('budget', { sentence: sentenceOf(reason) });
  }

  private close(state: BudgetState | null): void {
    const before = this.closed;
    this.over = state && { date: today(), limits: this.bookSettings().limits, state };
    if (this.closed !== before) this.changed();
  }

  /** A budget that holds by old prices is worth a word; the user's own are as old as the user lets them be. */
  private checkPrices(model: string): void {
    const days = priceAge();
    if (days <= oldPrices || model.toLowerCase() in this.settings().prices) return;
    const reason: Reason = { rule: 'budget.prices-old', weight: 0, data: { date: pricesDate, days } };
    this.once(reason.rule, async () => {
      const set = vscode.l10n.t('Set Prices');
      const answer = await vscode.window.showInformationMessage(`Weir: ${wordReason(reason, vscode.l10n.t)}.`, set);
      if (answer === set) await vscode.commands.executeCommand('workbench.action.openSettings', '@id:weir.prices');
    });
  }

  private once(what: string, tell: () => Thenable<unknown>): void {
    if (this.told.has(what)) return;
    this.told.add(what);
    void tell();
  }
}

/** A task waits for the book no longer than this. */
const bookWaitMs = 3_000;

/** The work's value; null, and said, where it comes too late. */
async function soon<T>(work: Promise<T>, say: (error: Error) => void): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => {
      say(new Error('The budget’s book is busy: a call went on without it.'));
      resolve(null);
    }, bookWaitMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** The user's own calendar day. */
export function today(): string {
  const now = new Date();
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

function budgetReason({ day, month }: Pick<SpendingFacts, 'day' | 'month'>): Reason {
  const limited = [
    { period: 'day', ...day },
    { period: 'month', ...month },
  ].flatMap(({ limit, ...rest }) => (limit === null ? [] : [{ ...rest, limit, share: rest.spent / limit }]));
  const worst = limited.sort((a, b) => b.share - a.share)[0];
  if (worst === undefined) return { rule: 'budget.none', weight: 0, data: { spent: month.spent } };
  const { share, limit, spent, period } = worst;
  const rule = share >= 1 ? 'budget.over' : share >= warnAt ? 'budget.near' : 'budget.within';
  return { rule, weight: 0, data: { spent, budget: limit, period } };
}

const overReason = (state: BudgetState): Reason => ({ rule: 'budget.over', weight: 1, data: figures(state) });

const figures = ({ used, limit, period }: BudgetState): Reason['data'] => ({
  spent: used,
  budget: limit ?? 0,
  period: period ?? 'month',
});

const isFree = (prices: Prices): boolean => Object.values(prices).every((price) => price === 0);

function sentenceOf(reason: Reason, translate: Translate = fill): string {
  const words = wordReason(reason, translate);
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}
