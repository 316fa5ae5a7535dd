import 'server-only';
import { randomBytes } from 'node:crypto';
import { type AppSecret, type AppVariable, listAppSecrets, readAppSettings } from '@/lib/azure/app-settings';
import { ENDPOINT_KEY_SECRET } from '@/lib/azure/endpoint-key';
import type { Template } from '@/lib/provisioning/template';
import { templateSettings } from '@/lib/provisioning/template-facts';

const KEY_BYTES = 32;

type Kept = {
  environmentVariables: AppVariable[];
  appSecrets: { list: AppSecret[] };
  endpointKeyValue?: string;
};

/**
 * What an update of the app has to repeat so that it stays: variables and secrets that the template does not set itself,
 * and the endpoint's key. A first key is made here, with 256 bits.
 */
export async function keptAppSettings(
  template: Template,
  { appName, ...at }: { subscriptionId: string; resourceGroup: string; appName?: string | undefined },
  endpointKey: boolean,
  signal?: AbortSignal,
): Promise<Kept> {
  const address = appName === undefined ? undefined : { ...at, appName };
  const settings = address && (await readAppSettings(address, signal));
  const secrets = address && settings?.secretNames.length ? await listAppSecrets(address, signal) : [];
  const ofTemplate = templateSettings(template);
  const known = secrets.find(({ name }) => name === ENDPOINT_KEY_SECRET)?.value;
  const key = known ?? randomBytes(KEY_BYTES).toString('base64url');
  return {
    environmentVariables: (settings?.variables ?? []).filter(({ name }) => !ofTemplate.variables.has(name)),
    appSecrets: { list: secrets.filter(({ name }) => !ofTemplate.secrets.has(name)) },
    ...(endpointKey ? { endpointKeyValue: key } : {}),
  };
}
