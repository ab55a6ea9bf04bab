// Words for money: what is left, what is over, what nobody can price. Data only.
import type { ReasonText } from './reasonCatalogue';

export const budgetReasons: Record<string, ReasonText> = {
  'budget.none': ['no budget set', 'no budget is set; {spent} spent this month'],
  'budget.within': ['within budget', '{spent} of {budget} spent {period}'],
  'budget.near': ['budget nearly used up', '{spent} of {budget} spent {period}: nearly used up'],
  // On one line of a notification: what is spent, and what this answer may cost.
  'budget.near-with-this': ['budget nearly used up', 'near the budget: {spent} + up to {atMost} of {budget} {period}'],
  'budget.over': [
    'over budget: fast only',
    '{spent} of {budget} spent {period}: too little is left for a strong answer, so only the fast model answers',
  ],
  'budget.unpriced': [
    'no price known',
    'nobody knows what {model} costs, so no budget can hold it: enter its price in weir.prices',
  ],
  'budget.prices-old': [
    'prices are old',
    'the price table is of {date}, {days} days old: compare it with the makers’ lists',
  ],
};
