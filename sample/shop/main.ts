// Sells two carts. The second one fails: the same article stands in it twice, and there are not enough pieces.
import { parseArticle } from './article.ts';
import { checkout } from './checkout.ts';
import { Stock } from './stock.ts';

const stock = new Stock();
stock.add(parseArticle('A-100; notebook; 2.50'), 40);
stock.add(parseArticle('B-210; lamp; 39.90'), 3);

console.log(checkout(stock, 'Ada', [{ number: 'A-100', count: 12 }]));
console.log(
  checkout(stock, 'Grace', [
    { number: 'B-210', count: 2 },
    { number: 'B-210', count: 2 },
  ]),
);
