import { expect, it } from 'vitest';
import { errorText } from './error-text';

it('writes an error down with everything that is known, a fact per line', () => {
  const error = { code: 'QuotaExceeded', message: 'No room.', action: 'Ask for more.' };
  expect(errorText(error)).toBe('No room.\nAsk for more.\nCode: QuotaExceeded');
  expect(errorText({ ...error, cause: 'It is full.', correlationId: 'c-1', link: 'https://x.example' })).toBe(
    'No room.\nIt is full.\nAsk for more.\nCode: QuotaExceeded\nCorrelation id: c-1\nLink: https://x.example',
  );
  expect(errorText({ ...error, details: ['DeploymentFailed: Something failed.'] })).toBe(
    'No room.\nAsk for more.\nCode: QuotaExceeded\nDeploymentFailed: Something failed.',
  );
});
