import { readdir } from 'node:fs/promises';
import { Agent, request as httpRequest } from 'node:http';
import { dirname } from 'node:path';
import { text } from 'node:stream/consumers';
import {
  AccountSASPermissions,
  AccountSASResourceTypes,
  AccountSASServices,
  generateAccountSASQueryParameters,
  ShareServiceClient,
  StorageSharedKeyCredential,
} from '@azure/storage-file-share';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { GROUP, QUICK, startEmulator, type TestEmulator } from '../start-emulator.ts';
import { controlRequest } from './control-requests.ts';
import { FILES_ACCOUNT, fileRequest, SHARE } from './file-requests.ts';
import type { RandomRequest } from './random-request.ts';

const FILES_GROUP = 'rg-files';
const REQUESTS = 10_000;
const AT_ONCE = 100;
const MOST_SHOWN = 3;
const SEEDS = 2 ** 31;
const ANSWER_LIMIT_MS = 10_000;
const TEST_TIMEOUT_MS = 60_000;
const PATIENCE = { timeout: 10_000, interval: 20 };
/** What is not there says so by name; a service that is busy says that. */
const ALLOWED_FAILURES = [501, 503];

const jsonError = z.union([
  z.object({ error: z.object({ code: z.string().min(1), message: z.string().min(1) }) }),
  z.object({ error: z.string().min(1), error_description: z.string().min(1) }),
  z.object({ statusCode: z.number(), message: z.string().min(1) }),
]);
const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });

let azure: TestEmulator;
let signature: string;
beforeAll(async () => {
  azure = await startEmulator();
  await azure.resources.resourceGroups.createOrUpdate(FILES_GROUP, { location: 'eastus' });
  const account = { sku: { name: 'Standard_LRS' }, kind: 'StorageV2', location: 'eastus' };
  await azure.storage.storageAccounts.create(FILES_GROUP, FILES_ACCOUNT, account, QUICK);
  const { keys } = await azure.storage.storageAccounts.listKeys(FILES_GROUP, FILES_ACCOUNT);
  const credential = new StorageSharedKeyCredential(FILES_ACCOUNT, keys?.[0]?.value ?? '');
  const service = new ShareServiceClient(`${azure.url()}/${FILES_ACCOUNT}`, credential);
  await service.getShareClient(SHARE).create();
  signature = generateAccountSASQueryParameters(
    {
      expiresOn: new Date(Date.now() + 3_600_000),
      permissions: AccountSASPermissions.parse('rwdlc'),
      resourceTypes: AccountSASResourceTypes.parse('sco').toString(),
      services: AccountSASServices.parse('f').toString(),
    },
    credential,
  ).toString();
});
afterAll(async () => {
  agent.destroy();
  await azure.close();
});

test(
  'ten thousand random requests each get an answer in the shape of the service, and leave it whole',
  async () => {
    const outside = dirname(azure.dataDir);
    const before = await readdir(outside);
    const seed = Math.floor(Math.random() * SEEDS);
    const requests = fc.sample(fc.oneof(controlRequest, fileRequest(signature)), { numRuns: REQUESTS, seed });
    const complaints: unknown[] = [];
    for (let at = 0; at < requests.length && complaints.length === 0; at += AT_ONCE) {
      await haveGroup();
      const answered = requests
        .slice(at, at + AT_ONCE)
        .map(async (request) => complaintOf(request, await ask(request)));
      complaints.push(...(await Promise.all(answered)).filter(Boolean));
    }
    expect(complaints.slice(0, MOST_SHOWN), `seed ${seed}`).toEqual([]);
    expect(await readdir(outside)).toEqual(before);
    expect((await haveGroup()).name).toBe(GROUP);
  },
  TEST_TIMEOUT_MS,
);

/** A request may have deleted the group, and its deletion may still go on. */
function haveGroup() {
  const make = () => azure.resources.resourceGroups.createOrUpdate(GROUP, { location: 'eastus' });
  return vi.waitFor(make, PATIENCE);
}

type Answer = { status: number; headers: Record<string, unknown>; body: string } | { problem: string };

function ask({ method, path, headers, body }: RandomRequest): Promise<Answer> {
  return new Promise((resolve) => {
    const fail = (error: unknown) => resolve({ problem: String(error) });
    const { hostname, port } = new URL(azure.url());
    const signal = AbortSignal.timeout(ANSWER_LIMIT_MS);
    const length = body === undefined ? {} : { 'content-length': `${Buffer.byteLength(body)}` };
    const asked = { hostname, port, method, path, headers: { ...headers, ...length }, agent, signal };
    const outgoing = httpRequest(asked, (answer) => {
      const { statusCode: status = 0, headers } = answer;
      text(answer).then((body) => resolve({ status, headers, body }), fail);
    });
    outgoing.on('error', fail);
    outgoing.end(body);
  });
}

/** What is wrong with an answer, together with what was asked. */
function complaintOf(request: RandomRequest, answer: Answer): unknown {
  const problem = 'problem' in answer ? answer.problem : problemOf(request, answer);
  return problem && { problem, request, answer };
}

function problemOf(
  { method }: RandomRequest,
  answer: Exclude<Answer, { problem: string }>,
): string | undefined {
  const { status, headers, body } = answer;
  if (status >= 500 && !ALLOWED_FAILURES.includes(status)) return 'It failed.';
  if (status < 400 || method === 'HEAD') return undefined;
  if (headers['x-ms-error-code']) {
    return body.includes(`<Code>${headers['x-ms-error-code']}</Code>`)
      ? undefined
      : 'No error of the files service.';
  }
  return jsonError.safeParse(parsed(body)).success
    ? undefined
    : 'No error of the control plane or of sign-in.';
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
