import { NextIntlClientProvider } from 'next-intl';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { armError } from '@/lib/azure/errors';
import type { ErrorInfo } from '@/lib/core/errors';
import messages from '@/messages/en.json';
import { ErrorMessage } from './error-message';

function shown(error: ErrorInfo): string {
  const children = createElement(ErrorMessage, { error });
  const settings = { locale: 'en', timeZone: 'UTC', messages, children } as const;
  return renderToStaticMarkup(createElement(NextIntlClientProvider, settings));
}

it('shows of a code that nobody knows what Azure said, its id and how to copy both', () => {
  const reported = { code: 'NeverHeardOf', message: 'Something new is wrong.' };
  const html = shown(armError(reported, 'try', 409, undefined, 'c0ffee00-0000-4000-8000-000000000000').info);
  expect(html).toContain('role="alert"');
  for (const text of [
    'Something new is wrong.',
    'NeverHeardOf',
    'Correlation id c0ffee00-0000-4000-8000-000000000000',
    'Copy the details',
  ]) {
    expect(html).toContain(text);
  }
  expect(html).not.toContain('<a ');
});

it('shows of a known code why and where to read on, and what was said around it', () => {
  const inner = { code: 'QuotaExceeded', message: 'No A100 is left.' };
  const html = shown(
    armError({ code: 'DeploymentFailed', message: 'It failed.', details: [inner] }, 'try').info,
  );
  expect(html).toMatch(/<p [^>]*>No A100 is left\.<\/p>/);
  expect(html).toContain('href="https://learn.microsoft.com/');
  expect(html).toMatch(/<summary[^>]*>All that was said<\/summary>.*DeploymentFailed: It failed\./);
});
