// The budget's book where there is no database: of this window alone, until it closes. `core/cost/budgetLedger` decides.
import { BudgetLedger } from '../core/cost/budgetLedger';
import type { BudgetSettings, BudgetState, Charge } from '../core/cost/spending';
import type { PeriodFacts } from '../core/cost/spendingFacts';
import type { WeirStore } from '../store/sqliteTraceStore';

interface Row extends Charge {
  cost: number | null;
}

export class MemoryBook implements Required<WeirStore['budget']> {
  private readonly rows: Row[] = [];
  private readonly extra = new Map<string, number>();

  reserve(charge: Charge, settings: BudgetSettings): Promise<BudgetState> {
    const { date } = charge;
    const limits = this.limits(settings, date);
    const used = { [date]: this.sum(date), [date.slice(0, 7)]: this.sum(date.slice(0, 7)) };
    const decision = new BudgetLedger({ ...settings, limits }, used).reserve(charge.atMost, date, charge.agreed);
    const period = decision.period ?? (limits.day !== null && limits.month === null ? 'day' : 'month');
    const name = period === 'day' ? date : date.slice(0, 7);
    const state = { ...decision, used: used[name] ?? 0, limit: limits[period] };
    return Promise.resolve(
      decision.reservation === null ? state : { ...state, reservation: this.rows.push({ ...charge, cost: null }) - 1 },
    );
  }

  settle(reservation: number, cost: number | null): Promise<void> {
    const row = this.rows[reservation];
    if (row !== undefined) row.cost ??= cost ?? row.atMost ?? 0;
    return Promise.resolve();
  }

  agree(period: string, extra: number): Promise<void> {
    this.extra.set(period, (this.extra.get(period) ?? 0) + extra);
    return Promise.resolve();
  }

  sums(date: string, settings: BudgetSettings): ReturnType<WeirStore['budget']['sums']> {
    const month = date.slice(0, 7);
    const limits = this.limits(settings, date);
    const period = (name: string, limit: number | null): PeriodFacts => {
      const spent = this.rows
        .filter((row) => row.date.startsWith(name))
        .reduce((total, { cost }) => total + (cost ?? 0), 0);
      return { name, limit, spent, reserved: this.sum(name) - spent };
    };
    const ofMonth = this.rows.filter((row) => row.date.startsWith(month));
    return Promise.resolve({
      day: period(date, limits.day),
      month: period(month, limits.month),
      tiers: (['fast', 'strong'] as const).flatMap((tier) => {
        const calls = ofMonth.filter((row) => row.tier === tier);
        return calls.length === 0 ? [] : [{ tier, calls: calls.length, dollars: total(calls) }];
      }),
      unpriced: [...new Set(ofMonth.filter(({ atMost }) => atMost === null).map(({ model }) => model))].sort(),
    });
  }

  private limits({ limits }: BudgetSettings, date: string): BudgetSettings['limits'] {
    const more = (limit: number | null, period: string): number | null =>
      limit === null ? null : limit + (this.extra.get(period) ?? 0);
    return { day: more(limits.day, date), month: more(limits.month, date.slice(0, 7)) };
  }

  private sum(period: string): number {
    return total(this.rows.filter(({ date }) => date.startsWith(period)));
  }
}

const total = (rows: readonly Row[]): number => rows.reduce((sum, { cost, atMost }) => sum + (cost ?? atMost ?? 0), 0);
