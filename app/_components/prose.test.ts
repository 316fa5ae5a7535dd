import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { Prose } from './prose';

const shown = (text: string) =>
  renderToStaticMarkup(createElement(Prose, { text })).replaceAll(/ class="[^"]*"/g, '');

test('what stands between backticks is shown as code', () => {
  expect(shown('Sign in with `az login`, then `az account show`.')).toBe(
    'Sign in with <code>az login</code>, then <code>az account show</code>.',
  );
});

test('a lone backtick and a text without any stay as they are', () => {
  expect(shown('It says ` and no more.')).toBe('It says ` and no more.');
  expect(shown('Try again.')).toBe('Try again.');
});
