import { expect, test } from 'vitest';
import { moneyRange, moneyText, priceText } from './money';

test.each([
  [1234.5, '$1,234.50'],
  [0, '$0.00'],
  [0.000024, '$0.000024'],
])('%d is told as %s', (amount, text) => {
  expect(moneyText(amount, 'USD', 'en')).toBe(text);
});

test.each([
  [0.0571, '$0.0571'],
  [4.2, '$4.20'],
  [0.000003, '$0.000003'],
])('the price %d of a unit is told as %s', (price, text) => {
  expect(priceText(price, 'USD', 'en')).toBe(text);
});

test('a range of one amount is that amount', () => {
  expect(moneyRange({ least: 2, most: 2 }, 'USD', 'en')).toBe('$2.00');
  expect(moneyRange({ least: 0.1, most: 2 }, 'USD', 'en')).toBe('$0.10 – $2.00');
  expect(moneyRange({ least: 2, most: 0 }, 'USD', 'en')).toBe('$0.00 – $2.00');
});
