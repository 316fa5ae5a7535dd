import { createHttpHeaders, createPipelineRequest, RestError } from '@azure/core-rest-pipeline';
import { CredentialUnavailableError } from '@azure/identity';
import { describe, expect, it } from 'vitest';
import { armError, toAppError } from '@/lib/azure/errors';
import { AppError } from '@/lib/core/errors';

function answered(status: number, body: string): RestError {
  const request = createPipelineRequest({ url: 'https://management.azure.com/subscriptions' });
  const response = { request, status, headers: createHttpHeaders(), bodyAsText: body };
  return new RestError('Unexpected', { statusCode: status, request, response });
}

describe('toAppError', () => {
  it("keeps Azure's code and sentence and adds what to do", () => {
    const body = JSON.stringify({
      error: { code: 'AuthorizationFailed', message: 'The client has no permission.\nMore.' },
    });
    const error = toAppError(answered(403, body), 'list resources');
    expect(error.kind).toBe('forbidden');
    expect(error.info).toEqual({
      code: 'AuthorizationFailed',
      message: 'The client has no permission.',
      action: expect.stringContaining('Contributor'),
    });
  });

  it('digs the cause out of nested details and out of JSON within a message', () => {
    const inner = { code: 'QuotaExceeded', message: 'No A100 left in eastus.', target: 'aienv' };
    const body = JSON.stringify({
      error: {
        code: 'DeploymentFailed',
        message: 'At least one resource deployment operation failed.',
        details: [
          { code: 'Conflict', message: JSON.stringify({ error: { ...inner } }) },
          { code: 'Conflict', message: 'Another.' },
        ],
      },
    });
    expect(toAppError(answered(400, body), 'deploy').info).toEqual({
      code: 'QuotaExceeded',
      message: 'No A100 left in eastus. (and 1 more)',
      action: expect.stringContaining('quota'),
      target: 'aienv',
    });
  });

  it('takes the raw body where the SDK has dropped it', () => {
    const body = JSON.stringify({ error: { code: 'InvalidTemplate', message: 'Line 3 is wrong.' } });
    const error = toAppError(answered(400, ''), 'start the deployment', body);
    expect(error.info).toMatchObject({ code: 'InvalidTemplate', message: 'Line 3 is wrong.' });
  });

  it.each([
    [401, 'unauthenticated'],
    [404, 'not_found'],
    [409, 'conflict'],
    [422, 'bad_input'],
    [429, 'throttled'],
    [503, 'unavailable'],
  ])('judges an unknown code by the status %i', (status, kind) => {
    const body = JSON.stringify({ error: { code: 'NeverHeardOf', message: 'Text.' } });
    expect(toAppError(answered(status, body), 'try').kind).toBe(kind);
  });

  it('makes a sentence of its own where Azure gave none', () => {
    expect(toAppError(answered(502, '<html>Bad gateway</html>'), 'list tenants').info).toMatchObject({
      code: 'Http502',
      message: 'Azure could not list tenants.',
    });
  });

  it('says how to sign in when there are no credentials', () => {
    const error = toAppError(new CredentialUnavailableError('no az, no env'), 'list tenants');
    expect(error.kind).toBe('unauthenticated');
    expect(error.info.action).toContain('az login');
    expect(error.info.message).not.toContain('no az, no env');
  });

  it('says that Azure cannot be reached when there was no answer', () => {
    const error = toAppError(new RestError('getaddrinfo ENOTFOUND', { code: 'ENOTFOUND' }), 'list tenants');
    expect(error).toMatchObject({ kind: 'unavailable', info: { code: 'ENOTFOUND' } });
  });

  it('lets an error that is already translated pass', () => {
    const error = new AppError('conflict', { code: 'a', message: 'b', action: 'c' });
    expect(toAppError(error, 'anything')).toBe(error);
  });
});

describe('armError', () => {
  it('cuts a message that nobody would read to its end', () => {
    const { message } = armError({ code: 'Long', message: 'x'.repeat(5_000) }, 'deploy').info;
    expect(message.length).toBeLessThan(600);
  });
});
