import type { EmulatorContext } from '../context.ts';
import type { Resource } from '../state/models.ts';
import { parseResourceId } from './resource-id.ts';

/** Where the streams of an app or environment are: its id without the provider part, as the service has it. */
export function streamUrl(context: EmulatorContext, { id, location = '' }: Resource): string {
  const parsed = parseResourceId(id);
  if (!parsed) throw new Error(`'${id}' is not the id of a resource.`);
  const path = `subscriptions/${parsed.subscriptionId}/resourceGroups/${parsed.resourceGroup}`;
  const type = parsed.type.slice(parsed.namespace.length + 1);
  return `${context.names.streamOrigin(location)}/${path}/${type}/${parsed.names[0]}`;
}
