import { z } from 'zod';
import { choice, decimal, text, wholeNumber } from './wire-types.ts';

const GIB_PER_CORE = 2;
/** What the service gives a container that asks for no amount. */
const DEFAULT_CORES = 0.5;

const probe = z.object({
  type: choice(['Liveness', 'Readiness', 'Startup']),
  httpGet: z
    .object({
      host: text.optional(),
      httpHeaders: z.array(z.object({ name: text, value: text })).optional(),
      path: text.optional(),
      port: wholeNumber,
      scheme: choice(['HTTP', 'HTTPS']).optional(),
    })
    .optional(),
  tcpSocket: z.object({ host: text.optional(), port: wholeNumber }).optional(),
  initialDelaySeconds: wholeNumber.optional(),
  periodSeconds: wholeNumber.optional(),
  timeoutSeconds: wholeNumber.optional(),
  failureThreshold: wholeNumber.optional(),
  successThreshold: wholeNumber.optional(),
  terminationGracePeriodSeconds: wholeNumber.optional(),
});
export type Probe = z.infer<typeof probe>;

/** Cores and `1.5Gi`; an amount that is left out follows from the other one. */
const resources = z
  .object({ cpu: decimal.optional(), memory: text.optional() })
  .prefault({})
  .transform(({ cpu, memory }) => {
    const cores = cpu ?? (memory === undefined ? DEFAULT_CORES : Number.parseFloat(memory) / GIB_PER_CORE);
    return { cpu: cores, memory: memory?.replace(/^(\d+)\.0+Gi$/, '$1Gi') ?? `${cores * GIB_PER_CORE}Gi` };
  });

const baseContainer = z.object({
  name: text,
  image: text.default(''),
  command: z.array(text).optional(),
  args: z.array(text).optional(),
  env: z.array(z.object({ name: text, value: text.optional(), secretRef: text.optional() })).optional(),
  resources,
  volumeMounts: z.array(z.object({ volumeName: text, mountPath: text, subPath: text.optional() })).optional(),
});
export type InitContainer = z.infer<typeof baseContainer>;
export const initContainer = baseContainer;

export const container = baseContainer.extend({ probes: z.array(probe).optional() });
export type Container = z.infer<typeof container>;
