// Money by day and month: reserved before a call is sent, settled after it. Pure bookkeeping; persistence is another's job.

/** Dollars; null is no limit. */
export interface BudgetLimits {
  readonly day: number | null;
  readonly month: number | null;
}

/** What happens to a call that would cross a limit. */
export type OverBudget = 'ask' | 'fast-only';

export interface BudgetSettings {
  readonly limits: BudgetLimits;
  readonly over: OverBudget;
  /** Share of a limit from which a warning is due, 0 to 1. */
  readonly warnAt: number;
}

/**
 * `allow` and `warn` have reserved the money. `ask`: only the user may let it through (`reserve` again with `agreed`).
 * `fast-only`: the strong tier is closed until the period ends. `left` is the smaller of both remainders, in dollars.
 */
export interface BudgetDecision {
  readonly kind: 'allow' | 'warn' | 'ask' | 'fast-only';
  readonly reservation: number | null;
  readonly period: 'day' | 'month' | null;
  readonly left: number | null;
}

/** Spent money by period, as it is kept between sessions. Keys are `2026-01-31` and `2026-01`. */
export type Spent = Readonly<Record<string, number>>;

interface Reservation {
  readonly cost: number;
  readonly keys: readonly [day: string, month: string];
}

const periods = ['day', 'month'] as const;

/** `date` is the user's own calendar day as `YYYY-MM-DD`: the ledger has no clock and no time zone. */
export class BudgetLedger {
  private readonly spent: Map<string, number>;
  private readonly open = new Map<number, Reservation>();
  private next = 1;

  constructor(
    private readonly settings: BudgetSettings,
    spent: Spent = {},
  ) {
    this.spent = new Map(Object.entries(spent));
  }

  /**
   * `cost` is the most that the call may cost; null for an unpriced model, which no budget can hold and which is therefore
   * asked about where there is any limit.
   */
  reserve(cost: number | null, date: string, agreed = false): BudgetDecision {
    const limited = this.settings.limits.day !== null || this.settings.limits.month !== null;
    const keys = keysOf(date);
    const over = cost === null ? null : this.firstAbove(cost, date, 1);
    const refused = (cost === null && limited) || over !== null;
    if (refused && !agreed) {
      return { kind: this.settings.over, reservation: null, period: over, left: this.left(date) };
    }
    const reservation = this.next++;
    const near = this.firstAbove(cost ?? 0, date, this.settings.warnAt);
    this.open.set(reservation, { cost: cost ?? 0, keys });
    return { kind: near === null ? 'allow' : 'warn', reservation, period: near, left: this.left(date) };
  }

  /** What it did cost, null where nobody knows: then what was reserved counts. Settling twice counts once. */
  settle(reservation: number, cost: number | null): void {
    const found = this.open.get(reservation);
    if (found === undefined) return;
    this.open.delete(reservation);
    for (const key of found.keys) this.spent.set(key, (this.spent.get(key) ?? 0) + (cost ?? found.cost));
  }

  /** Dollars left on that day, reservations taken off; null without limits. May be below zero. */
  left(date: string): number | null {
    const remainders = periods.flatMap((period, i) => {
      const limit = this.settings.limits[period];
      return limit === null ? [] : [limit - this.used(keysOf(date)[i] ?? '')];
    });
    return remainders.length === 0 ? null : Math.min(...remainders);
  }

  /** For keeping; what other windows spent is added by whoever keeps it. */
  snapshot(): Spent {
    return Object.fromEntries(this.spent);
  }

  private used(key: string): number {
    let sum = this.spent.get(key) ?? 0;
    for (const { cost, keys } of this.open.values()) if (keys.includes(key)) sum += cost;
    return sum;
  }

  /** The first period of which that share would be exceeded. */
  private firstAbove(cost: number, date: string, share: number): 'day' | 'month' | null {
    const keys = keysOf(date);
    const found = periods.find((period, i) => {
      const limit = this.settings.limits[period];
      return limit !== null && this.used(keys[i] ?? '') + cost > limit * share + 1e-12;
    });
    return found ?? null;
  }
}

const keysOf = (date: string): readonly [string, string] => [date, date.slice(0, 7)];
