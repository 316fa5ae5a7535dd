import type { EmulatorContext } from '../../context.ts';
import type { Resource, ResourceGroup, WireError } from '../../state/models.ts';
import { ArmError } from '../arm-error.ts';
import { findKind, resourceKinds } from '../kinds/registry.ts';
import { findResource, listResources, resourcesBelow } from '../lookup.ts';
import { parseResourceId, sameText } from '../resource-id.ts';

/** ARM exports no more resources at once. */
const MAX_RESOURCES = 200;

/** The resources that an export is about, each with what is nested in it, and what could not be had. */
export async function exportScope(
  context: EmulatorContext,
  group: ResourceGroup,
  ids: string[] | undefined,
): Promise<{ resources: Resource[]; problems: WireError[] }> {
  const problems: WireError[] = [];
  const found: Resource[] = [];
  if (ids) {
    for (const id of ids) {
      const resource = await findIn(context, group, id);
      if (resource) found.push(resource);
      else problems.push(notExported(id));
    }
  } else {
    found.push(
      ...resourcesBelow(context, group.id).filter(({ type }) => findKind(type)?.scope === 'tracked'),
    );
  }
  const byId = new Map<string, Resource>();
  for (const resource of found) {
    for (const each of [resource, ...(await nestedIn(context, resource))])
      byId.set(each.id.toLowerCase(), each);
  }
  if (byId.size > MAX_RESOURCES) {
    throw new ArmError(
      400,
      'ExportTemplateResourceLimitExceeded',
      `The export of '${byId.size}' resources exceeds the limit of '${MAX_RESOURCES}'. Export fewer of them at a time.`,
    );
  }
  return { resources: [...byId.values()], problems };
}

async function findIn(
  context: EmulatorContext,
  group: ResourceGroup,
  text: string,
): Promise<Resource | undefined> {
  const id = parseResourceId(text);
  if (!id || !sameText(id.resourceGroup, group.name)) {
    throw new ArmError(
      400,
      'InvalidResourceId',
      `The resource id '${text}' is not the id of a resource in the resource group '${group.name}'.`,
      { target: 'resources' },
    );
  }
  return findKind(id.type) && findResource(context, id);
}

async function nestedIn(context: EmulatorContext, parent: Resource): Promise<Resource[]> {
  const kinds = resourceKinds.filter(({ type }) => type.slice(0, type.lastIndexOf('/')) === parent.type);
  const children = (await Promise.all(kinds.map((kind) => listResources(context, kind, parent.id)))).flat();
  const below = await Promise.all(children.map((child) => nestedIn(context, child)));
  return [...children, ...below.flat()];
}

function notExported(id: string): WireError {
  return {
    code: 'ExportTemplateProviderError',
    target: id,
    message: `Could not get the resource '${id}'. It will not be exported.`,
  };
}
