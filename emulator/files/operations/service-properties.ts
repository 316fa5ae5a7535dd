import { z } from 'zod';
import type { Operation } from '../call.ts';
import { type XmlElement, xmlResponse } from '../xml.ts';
import { readXml } from '../xml-body.ts';

const MAX_CORS_RULES = 5;
const flag = z.enum(['true', 'false']);
const number = z.string().regex(/^\d+$/, 'A whole number.');
const empty = z.literal('').transform(() => undefined);

// The fields stand in the order in which the service writes them.
const metrics = z.object({
  Version: z.literal('1.0'),
  Enabled: flag,
  IncludeAPIs: flag.optional(),
  RetentionPolicy: z.object({ Enabled: flag, Days: number.optional() }).optional(),
});
const corsRule = z.object({
  AllowedOrigins: z.string(),
  AllowedMethods: z.string(),
  AllowedHeaders: z.string(),
  ExposedHeaders: z.string(),
  MaxAgeInSeconds: number,
});
const switched = z.object({ Enabled: flag.optional(), Required: flag.optional() });
const protocol = z.object({ Multichannel: switched.optional(), EncryptionInTransit: switched.optional() });
const properties = z.object({
  HourMetrics: metrics.optional(),
  MinuteMetrics: metrics.optional(),
  Cors: z.union([empty, z.object({ CorsRule: z.array(corsRule).max(MAX_CORS_RULES) })]).optional(),
  ProtocolSettings: z
    .union([empty, z.object({ SMB: protocol.optional(), NFS: protocol.optional() })])
    .optional(),
});
type Properties = z.infer<typeof properties>;

const OFF = { Version: '1.0', Enabled: 'false', RetentionPolicy: { Enabled: 'false' } } as const;
const HOURLY = {
  Version: '1.0',
  Enabled: 'true',
  IncludeAPIs: 'true',
  RetentionPolicy: { Enabled: 'true', Days: '7' },
} as const;
const DEFAULTS: Properties = { HourMetrics: HOURLY, MinuteMetrics: OFF };

export const getServiceProperties: Operation = async (call) => {
  const known = (await call.parts.sidecars.readService(call.target.account, properties)) ?? DEFAULTS;
  const { HourMetrics, MinuteMetrics, Cors, ProtocolSettings } = known;
  const sections: XmlElement[] = [
    ...toElements({ HourMetrics, MinuteMetrics }),
    ['Cors', (Cors?.CorsRule ?? []).map((rule): XmlElement => ['CorsRule', toElements(rule)])],
    ...toElements({ ProtocolSettings }),
  ];
  return xmlResponse(200, ['StorageServiceProperties', sections]);
};

/** Sets the sections that are given. They are kept and told; metrics are not gathered, and web pages not let in. */
export const setServiceProperties: Operation = async (call) => {
  const { account } = call.target;
  const body = z.object({ StorageServiceProperties: z.union([empty, properties]) });
  const { StorageServiceProperties: given } = await readXml(call.request, body, ['CorsRule']);
  const known = (await call.parts.sidecars.readService(account, properties)) ?? DEFAULTS;
  await call.parts.sidecars.writeService(account, { ...known, ...given });
  return new Response(null, { status: 202 });
};

type Section = { [name: string]: string | Section | undefined };

function toElements(section: Section): XmlElement[] {
  return Object.entries(section).map(([name, value]) => [
    name,
    typeof value === 'object' ? toElements(value) : value,
  ]);
}
