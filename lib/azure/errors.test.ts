import { createHttpHeaders, createPipelineRequest, RestError } from '@azure/core-rest-pipeline';
import { AggregateAuthenticationError, CredentialUnavailableError } from '@azure/identity';
import { describe, expect, it } from 'vitest';
import { armError, toAppError } from '@/lib/azure/errors';
import { AppError } from '@/lib/core/errors';

function answered(status: number, body: string, headers: Record<string, string> = {}): RestError {
  const request = createPipelineRequest({ url: 'https://management.azure.com/subscriptions' });
  const response = { request, status, headers: createHttpHeaders(headers), bodyAsText: body };
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
      cause: expect.stringContaining('role'),
      action: expect.stringContaining('Contributor'),
      link: expect.stringMatching(/^https:/),
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
      cause: expect.stringContaining('region'),
      action: expect.stringContaining('quota'),
      link: expect.stringMatching(/^https:/),
      target: 'aienv',
      details: [
        'DeploymentFailed: At least one resource deployment operation failed.',
        'Conflict',
        'Conflict: Another.',
      ],
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

  it.each(['x-ms-correlation-request-id', 'x-ms-request-id'])('hands on the id in %s', (header) => {
    const error = toAppError(answered(500, '{"error":{"code":"NeverHeardOf"}}', { [header]: 'id-1' }), 'try');
    expect(error.info).toMatchObject({ code: 'NeverHeardOf', correlationId: 'id-1' });
  });

  it("reads the sign-in service's number and id out of what each credential says, and nothing else", () => {
    const id = '11111111-2222-4333-8444-555555555555';
    const inner = new CredentialUnavailableError(
      `AADSTS50076: jane@contoso.com must use a second factor. Trace ID: t Correlation ID: ${id} Timestamp: now`,
    );
    const outer = new AggregateAuthenticationError([new CredentialUnavailableError('no env'), inner]);
    const { info } = toAppError(outer, 'list tenants');
    expect(info).toMatchObject({ code: 'AADSTS50076', correlationId: id });
    expect(JSON.stringify(info)).not.toContain('jane');
  });

  it('keeps a number of the sign-in service that the catalogue does not have', () => {
    const error = toAppError(new CredentialUnavailableError('AADSTS999999: news.'), 'list tenants');
    expect(error).toMatchObject({ kind: 'unauthenticated', info: { code: 'AADSTS999999' } });
  });

  it('says that Azure cannot be reached when there was no answer', () => {
    const error = toAppError(new RestError('getaddrinfo ENOTFOUND', { code: 'ENOTFOUND' }), 'list tenants');
    expect(error).toMatchObject({
      kind: 'unavailable',
      info: { code: 'azure_unreachable', message: expect.stringContaining('ENOTFOUND') },
    });
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
