import { createServer } from 'node:http';
import { AnonymousCredential, ShareServiceClient } from '@azure/storage-file-share';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { applicationCredential } from '@/lib/azure/application-credential';
import { callAzure } from '@/lib/azure/call';
import { catalogue } from '@/lib/azure/catalogue/catalogue';
import { getResourceGroup } from '@/lib/azure/resource-groups';
import { AppError } from '@/lib/core/errors';
import { emulatedCodes } from '@/tests/azure-errors/emulated';
import { notMet } from '@/tests/azure-errors/not-met';
import { provoked } from '@/tests/azure-errors/provoked';
import { recorded } from '@/tests/azure-errors/recorded';
import { afterSuite } from '@/tests/clean-up';
import { sample, startLocalAzure } from '@/tests/local-azure';
import type { Emulator } from '../../../emulator/emulator';

/** The clients give up on a busy service only after tries of their own. */
const RETRIES_TIMEOUT_MS = 60_000;
const CORRELATION_ID = '11111111-2222-4333-8444-555555555555';

/** What `work` is refused with. */
async function refusal(work: Promise<unknown>): Promise<AppError> {
  const error = await work.then(
    () => new Error('nothing was refused'),
    (thrown: unknown) => thrown,
  );
  if (error instanceof AppError) return error;
  throw error;
}

function expectExplained(error: AppError, code: string): void {
  const entry = catalogue[code];
  expect(error.info.code).toBe(code);
  expect(error).toMatchObject({
    kind: entry?.kind,
    info: { cause: entry?.cause, action: entry?.action, link: entry?.link },
  });
}

it('has a provocation for each of its codes, and no code without one', () => {
  const tried = [...Object.keys(provoked), ...Object.keys(recorded)];
  expect(tried.sort()).toEqual(Object.keys(catalogue).sort());
});

it('knows every code that the local Azure can answer, or why nobody meets it', () => {
  const codes = emulatedCodes();
  // The sources are read as text: what is known to be answered shows whether all of it is seen.
  expect(Object.keys(provoked).filter((code) => !codes.has(code))).toEqual([]);
  const unexplained = [...codes].filter((code) => !Object.hasOwn(catalogue, code));
  expect(unexplained.sort()).toEqual(Object.values(notMet).flat().sort());
});

it.each(Object.entries(catalogue))('%s is told in whole sentences, with a page to read', (_, entry) => {
  for (const text of [entry.sentence, entry.cause, entry.action]) expect(text).toMatch(/^\S.*\.$/);
  expect(new URL(entry.link).protocol).toBe('https:');
});

describe('the catalogue explains what the service answers:', () => {
  const onEnd = afterSuite();
  let azure: Emulator;
  beforeAll(async () => {
    azure = await startLocalAzure({ onEnd });
  });

  it.each(Object.entries(provoked))(
    '%s',
    async (code, provoke) => {
      expectExplained(await refusal(provoke(azure)), code);
    },
    RETRIES_TIMEOUT_MS,
  );
});

describe('the catalogue explains a recorded answer:', { timeout: RETRIES_TIMEOUT_MS }, () => {
  const onEnd = afterSuite();
  let origin: string;
  beforeAll(async () => {
    const server = createServer((request, response) => {
      const { pathname } = new URL(request.url ?? '', 'http://x');
      const { status, headers, body } = answerOf(pathname.split('/'));
      response.writeHead(status, headers).end(body);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onEnd(() => void server.close());
    const address = server.address();
    const port = typeof address === 'object' ? String(address?.port) : '';
    origin = `http://127.0.0.1:${port}`;
    vi.stubEnv('SLIPWAY_AZURE', 'local');
    vi.stubEnv('LOCAL_AZURE_PORT', port);
    onEnd(() => void vi.unstubAllEnvs());
  });

  it.each(Object.entries(recorded))('%s', async (code, { service }) => {
    const error = await refusal(ask(service, code));
    expectExplained(error, code);
    expect(error.info.correlationId).toBe(CORRELATION_ID);
  });

  async function ask(service: 'arm' | 'files' | 'sign-in', code: string): Promise<unknown> {
    switch (service) {
      case 'arm':
        return getResourceGroup(sample.subscriptionId, code);
      case 'files': {
        const client = new ShareServiceClient(`${origin}/account`, new AnonymousCredential(), {
          retryOptions: { maxTries: 1 },
        });
        const share = client.getShareClient(code);
        return callAzure('make the share', undefined, (options) => share.create(options));
      }
      case 'sign-in': {
        const credential = applicationCredential(origin, code, { id: 'slipway', secret: 'secret' });
        return callAzure('sign in', undefined, () => credential.getToken('any'));
      }
    }
  }
});

/** The recorded answer to a path as it goes over the wire. Whoever signs in elsewhere than at a code gets a token. */
function answerOf(path: string[]): { status: number; headers: Record<string, string>; body: string } {
  const signsIn = path.at(-1) === 'token';
  const code = (signsIn ? path[1] : path.at(-1)) ?? '';
  if (signsIn && !recorded[code]) {
    const body = JSON.stringify({ access_token: 'token', expires_in: 3_600 });
    return { status: 200, headers: { 'content-type': 'application/json' }, body };
  }
  const { service, status, message } = recorded[code] ?? { service: 'arm', status: 404, message: code };
  switch (service) {
    case 'arm': {
      const headers = { 'content-type': 'application/json', 'x-ms-correlation-request-id': CORRELATION_ID };
      return { status, headers, body: JSON.stringify({ error: { code, message } }) };
    }
    case 'files': {
      const headers = {
        'content-type': 'application/xml',
        'x-ms-error-code': code,
        'x-ms-request-id': CORRELATION_ID,
      };
      const body = `<?xml version="1.0" encoding="utf-8"?><Error><Code>${code}</Code><Message>${message}</Message></Error>`;
      return { status, headers, body };
    }
    case 'sign-in': {
      const description = `${code}: ${message} Trace ID: ${CORRELATION_ID} Correlation ID: ${CORRELATION_ID} Timestamp: 2026-01-01 00:00:00Z`;
      const body = {
        error: 'invalid_grant',
        error_description: description,
        error_codes: [Number(code.slice('AADSTS'.length))],
        trace_id: CORRELATION_ID,
        correlation_id: CORRELATION_ID,
      };
      return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
    }
  }
}
