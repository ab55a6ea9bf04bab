// The budget's book in SQLite: a call is reserved before it is sent and settled after, atomically against all windows.
// A reservation that is never settled (a window that died) counts as what was reserved. `core/cost/budgetLedger` decides.
import type { DatabaseSync } from 'node:sqlite';
import { BudgetLedger } from '../core/cost/budgetLedger';
import type { BudgetSettings, BudgetState, Charge } from '../core/cost/spending';
import type { PeriodFacts, SpendingFacts } from '../core/cost/spendingFacts';
import type { Tier } from '../core/task';
import type { TraceDatabase } from './traceDatabase';

/** A call is on its way for no longer than this. */
const onItsWayMs = 600_000;

export type SpendingSums = Pick<SpendingFacts, 'day' | 'month' | 'tiers' | 'unpriced'>;

export class Charges {
  constructor(private readonly database: TraceDatabase) {}

  reserve(charge: Charge, settings: BudgetSettings): BudgetState {
    return this.database.transaction((database) => {
      const { date } = charge;
      const [day, month] = [date, date.slice(0, 7)];
      const used = { [day]: sum(database, 'day', day), [month]: sum(database, 'month', month) };
      const limits = limitsOf(database, settings, day, month);
      const decision = new BudgetLedger({ ...settings, limits }, used).reserve(charge.atMost, date, charge.agreed);
      const period = decision.period ?? (limits.day !== null && limits.month === null ? 'day' : 'month');
      const state = { used: used[period === 'day' ? day : month] ?? 0, limit: limits[period] };
      if (decision.reservation === null) return { ...decision, ...state };
      const row = database
        .prepare('INSERT INTO charges (at, day, month, tier, model, priced, reserved) VALUES (?, ?, ?, ?, ?, ?, ?)')
        .run(charge.at, day, month, charge.tier, charge.model, Number(charge.atMost !== null), charge.atMost ?? 0);
      return { ...decision, ...state, reservation: Number(row.lastInsertRowid) };
    });
  }

  /** What it did cost, null where nobody knows: then what was reserved counts. Settling twice counts once. */
  settle(reservation: number, cost: number | null): void {
    this.database.transaction((database) =>
      database
        .prepare('UPDATE charges SET cost = coalesce(?, reserved) WHERE id = ? AND cost IS NULL')
        .run(cost, reservation),
    );
  }

  /** The user's yes to going on: the period gets its limit once more. */
  agree(period: string, extra: number): void {
    this.database.transaction((database) =>
      database
        .prepare(
          'INSERT INTO agreements (period, extra) VALUES (?, ?) ON CONFLICT (period) DO UPDATE SET extra = extra + excluded.extra',
        )
        .run(period, extra),
    );
  }

  sums(date: string, settings: BudgetSettings, now: number): SpendingSums {
    return this.database.reading((database) => {
      const month = date.slice(0, 7);
      const limits = limitsOf(database, settings, date, month);
      const period = (column: 'day' | 'month', name: string): PeriodFacts => {
        const row = database
          .prepare(
            `SELECT total(reserved) FILTER (WHERE cost IS NULL AND at > ?) AS reserved,
              total(coalesce(cost, reserved)) FILTER (WHERE cost IS NOT NULL OR at <= ?) AS spent
             FROM charges WHERE ${column} = ?`,
          )
          .get(now - onItsWayMs, now - onItsWayMs, name);
        return { name, limit: limits[column], spent: Number(row?.['spent']), reserved: Number(row?.['reserved']) };
      };
      return {
        day: period('day', date),
        month: period('month', month),
        tiers: database
          .prepare(
            'SELECT tier, count(*) AS calls, total(coalesce(cost, reserved)) AS dollars FROM charges WHERE month = ? GROUP BY tier ORDER BY tier',
          )
          .all(month)
          .map((row) => ({
            tier: String(row['tier']) as Tier,
            calls: Number(row['calls']),
            dollars: Number(row['dollars']),
          })),
        unpriced: database
          .prepare('SELECT DISTINCT model FROM charges WHERE month = ? AND priced = 0 ORDER BY model LIMIT 200')
          .all(month)
          .map((row) => String(row['model'])),
      };
    });
  }
}

function sum(database: DatabaseSync, column: 'day' | 'month', name: string): number {
  return Number(
    database.prepare(`SELECT total(coalesce(cost, reserved)) AS n FROM charges WHERE ${column} = ?`).get(name)?.['n'],
  );
}

/** With what the user has agreed to on top. */
function limitsOf(
  database: DatabaseSync,
  { limits }: BudgetSettings,
  day: string,
  month: string,
): BudgetSettings['limits'] {
  const extra = (period: string): number =>
    Number(database.prepare('SELECT extra FROM agreements WHERE period = ?').get(period)?.['extra'] ?? 0);
  return {
    day: limits.day === null ? null : limits.day + extra(day),
    month: limits.month === null ? null : limits.month + extra(month),
  };
}
