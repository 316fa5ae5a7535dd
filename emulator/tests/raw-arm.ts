import { z } from 'zod';
import { GROUP, SUBSCRIPTION, type TestEmulator } from './start-emulator.ts';

export const APP_PROVIDER = `/subscriptions/${SUBSCRIPTION}/resourceGroups/${GROUP}/providers/Microsoft.App`;

const body = z.record(z.string(), z.unknown()).nullable();

/** Asks the control plane without an SDK, which hides status codes, headers and members that it does not know. */
export async function rawArm(
  azure: TestEmulator,
  method: string,
  path: string,
  content?: unknown,
  apiVersion = '2026-01-01',
): Promise<{ status: number; headers: Headers; body: z.infer<typeof body> }> {
  const response = await fetch(`${azure.url()}${path}?api-version=${apiVersion}`, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(content !== undefined && { body: JSON.stringify(content) }),
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: text === '' ? null : body.parse(JSON.parse(text)),
  };
}
