// What the pictures of the states show: models with names and prices as a user may have them, behind the scripted servers, and answers
// that look like work. The pictures are to be looked at by people.
import type { Prices } from '../../src/core/model';
import type { EditorPage } from './editorPage';

const strongPrices: Prices = { input: 1.25, cachedRead: 0.125, cacheWrite: 1.25, output: 10 };

export const picturedModels = {
  fast: { model: 'qwen2.5-coder-1.5b', prices: { input: 0, cachedRead: 0, cacheWrite: 0, output: 0 } },
  strong: { model: 'gpt-5', prices: strongPrices },
};

export const picturedSettings = {
  'weir.fast.model': picturedModels.fast.model,
  'weir.strong.model': picturedModels.strong.model,
  'weir.prices': { [picturedModels.strong.model]: strongPrices },
};

/** `state-<name>-dark.png` and `-light.png`, with nothing under the pointer. */
export async function pictureState(page: EditorPage, name: string): Promise<void> {
  await page.browserPage.mouse.move(0, 0);
  await page.browserPage.locator('.workbench-hover').filter({ visible: true }).first().waitFor({ state: 'hidden' });
  await page.pictures(`state-${name}`);
}

export const fastAnswer = [
  'The function `share` splits an `amount` of whole cents into equal `parts`.',
  '',
  '- `divmod` gives `each` part and the `rest` that is left over.',
  '- The first `rest` parts get one cent more, so that nothing is lost in rounding.',
].join('\n');

/** Cut off by its length: the judge does not let it stand. */
export const cutAnswer = [
  'The function `discount_of` says what one voucher takes off an amount, in cents.',
  '',
  '- `VOUCHERS` maps a code to either a percentage or a number of cents. The function looks the code up with `get`, which gives `None` for a code that nobody knows, and does not ask whether it did.',
  '- A voucher with `percent` takes its part of the amount by `percent_of`, which rounds half up to a whole cent, as all amounts here are whole cents.',
  '- A voucher with `cents` takes that many cents, but never more than the amount itself: `min` sees to that, so that an order can never become negative.',
  '',
  'The caller is `apply_discounts`, which applies the vouchers one after the other, each to what the one before has left over. The order of the vouchers matters therefore: a percentage that comes first takes its part of the whole, and',
].join('\n');

export const strongAnswer = [
  '`discount_of` gives what one voucher takes off an `amount`, in whole cents.',
  '',
  '- A voucher with `percent` takes that part, rounded half up by `percent_of`.',
  '- One with `cents` takes those, at most the `amount` itself.',
  '',
  'A `code` that is not in `VOUCHERS` gives `None`, and `"percent" in voucher` then fails with a `TypeError`.',
].join('\n');

export const diagnosis = [
  '**`discount_of` gets a voucher code that `VOUCHERS` does not know.**',
  '',
  'In `app/main.py:12` the order carries `SUMMER`. `VOUCHERS.get(code)` then gives `None`, and `"percent" in voucher` fails in app/discounts.py:15.',
  '',
  '```python',
  'voucher = VOUCHERS.get(code)',
  'if voucher is None:',
  '    return 0',
  '```',
].join('\n');
