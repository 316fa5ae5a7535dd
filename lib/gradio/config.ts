import 'server-only';
import { z } from 'zod';
import { AppError } from '@/lib/core/errors';
import { type GradioServer, readJson, request } from '@/lib/gradio/server';

const HTTP_OK = 200;

/** Gradio's `/config`, as far as it matters here: the same from 4.20 to 6. */
const configSchema = z.object({
  version: z.string().default('unknown'),
  protocol: z.string(),
  // Absent before 5. Anything but plain path segments could lead to another host.
  api_prefix: z
    .string()
    .regex(/^(\/[\w-]+)*$/)
    .nullish(),
  dependencies: z.array(
    z.object({
      id: z.number().int().optional(),
      api_name: z.union([z.string(), z.boolean()]).nullish(),
    }),
  ),
});

/** The protocols with diffs over one event stream per session, Gradio 4.20 and later. */
const protocols = new Set(['sse_v2', 'sse_v2.1', 'sse_v3']);

export type GradioConfig = {
  version: string;
  /** Path before every API route, such as `/gradio_api`; empty before Gradio 5. */
  prefix: string;
  /** Function index by API name, without a slash. */
  functions: ReadonlyMap<string, number>;
};

/** Reads what a server offers. AppError `not_gradio` when something else answers, `gradio_too_old` before 4.20. */
export async function readConfig(server: GradioServer, signal: AbortSignal): Promise<GradioConfig> {
  const response = await request(server, '/config', { signal, accept: 'application/json' });
  const body = await readJson(response);
  const parsed = configSchema.safeParse(body);
  if (response.status !== HTTP_OK || !parsed.success) throw notGradio(response.status);
  const { version, protocol, api_prefix, dependencies } = parsed.data;
  if (!protocols.has(protocol)) throw tooOld(version);
  const functions = new Map<string, number>();
  for (const [index, { id, api_name }] of dependencies.entries()) {
    if (typeof api_name === 'string') functions.set(api_name.replace(/^\//, ''), id ?? index);
  }
  return { version, prefix: api_prefix ?? '', functions };
}

/** The index of a function by its API name; AppError `api_missing` when the app has none of that name. */
export function functionIndex(config: GradioConfig, apiName: string): number {
  const index = config.functions.get(apiName);
  if (index !== undefined) return index;
  throw new AppError('conflict', {
    code: 'api_missing',
    message: `The app answers, but offers no API named ${apiName}.`,
    action: `Give the generating function of the Gradio app api_name="${apiName}", then deploy again.`,
  });
}

function notGradio(status: number): AppError {
  return new AppError('unavailable', {
    code: 'not_gradio',
    message: `The endpoint answered with status ${status} where a Gradio app has its configuration.`,
    action: 'Check that the app is running and that it serves Gradio at its root, then deploy again.',
  });
}

function tooOld(version: string): AppError {
  return new AppError('conflict', {
    code: 'gradio_too_old',
    message: `The app runs Gradio ${version}; 4.20 is the oldest that Slipway talks to.`,
    action: 'Raise the gradio version that the app installs, then deploy again.',
  });
}
