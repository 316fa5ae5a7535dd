import { expect, test } from 'vitest';
import { pickLocale } from './locales';

test('a reader whose language we lack gets the fallback', () => {
  expect(pickLocale(undefined, 'fi-FI,fi;q=0.9')).toBe('en');
  expect(pickLocale(undefined, null)).toBe('en');
});

test('a regional variant finds its language', () => {
  expect(pickLocale(undefined, 'fi;q=0.9, en-GB;q=0.5')).toBe('en');
});

test('a cookie that names no language of ours is passed over', () => {
  expect(pickLocale('../secrets', 'en')).toBe('en');
});
