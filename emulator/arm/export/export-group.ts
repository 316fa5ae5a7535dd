import type { EmulatorContext } from '../../context.ts';
import {
  type JsonObject,
  jsonObject,
  type Resource,
  type ResourceGroup,
  type WireError,
} from '../../state/models.ts';
import { newestApiVersion } from '../newest-api-version.ts';
import { renderResource } from '../render.ts';
import { settableOf } from '../settable-properties.ts';
import type { ExportRequest } from './export-request.ts';
import { exportScope } from './export-scope.ts';
import { linksOf, writtenProperties } from './links.ts';
import { createTemplateWriter, type TemplateWriter } from './template-writer.ts';

const SCHEMA = 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#';

/** A group's resources as a template that deploys them again, as ARM answers it (ResourceGroupExportResult). */
export async function exportGroup(
  context: EmulatorContext,
  group: ResourceGroup,
  { ids, options }: ExportRequest,
): Promise<JsonObject> {
  const { resources, problems } = await exportScope(context, group, ids);
  const writer = createTemplateWriter(resources, options);
  const withComments = options.has('IncludeComments');
  const written = resources.map((resource) =>
    writeResource(context, resource, resources, writer, withComments),
  );
  return {
    template: {
      $schema: SCHEMA,
      contentVersion: '1.0.0.0',
      parameters: writer.parameters,
      variables: {},
      resources: written,
    },
    ...(problems.length > 0 && { error: completedWithErrors(problems) }),
  };
}

function writeResource(
  context: EmulatorContext,
  resource: Resource,
  exported: Resource[],
  writer: TemplateWriter,
  withComments: boolean,
): JsonObject {
  const { location, tags, sku, kind, identity, properties } = settableOf(
    resource.type,
    renderResource(context, resource),
  );
  const links = linksOf(resource, exported, writer);
  const parent = writer.find(resource.id.split('/').slice(0, -2).join('/'));
  const dependsOn = new Set(
    [...(parent ? [parent] : []), ...links.needs].map((each) => `[${writer.idOf(each)}]`),
  );
  const envelope = Object.entries({ location, tags, sku, kind, identity: settableIdentity(identity) }).filter(
    ([, value]) => value !== undefined && value !== null,
  );
  return {
    ...(withComments && { comments: `Generalized from resource: '${resource.id}'.` }),
    type: resource.type,
    apiVersion: newestApiVersion(resource.type),
    name: writer.nameOf(resource),
    ...Object.fromEntries(envelope.map(([key, value]) => [key, writer.value(value)])),
    ...(dependsOn.size > 0 && { dependsOn: [...dependsOn] }),
    properties: writtenProperties(properties, links, writer),
  };
}

/** Identities that somebody made are named by their ids; what the service knows of them is not for a template. */
function settableIdentity(identity: unknown): unknown {
  const { data } = jsonObject.safeParse(identity);
  const assigned = jsonObject.safeParse(data?.userAssignedIdentities);
  if (!data || !assigned.success) return identity;
  const ids = Object.keys(assigned.data).map((id) => [id, {}]);
  return { ...data, userAssignedIdentities: Object.fromEntries(ids) };
}

function completedWithErrors(details: WireError[]): WireError {
  return {
    code: 'ExportTemplateCompletedWithErrors',
    message:
      'Export template operation completed with errors. Some resources were not exported. Please see details for more information.',
    details,
  };
}
