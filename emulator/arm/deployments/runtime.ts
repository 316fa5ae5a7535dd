import type { EmulatorContext } from '../../context.ts';
import { type Deployment, type JsonObject, jsonObject } from '../../state/models.ts';
import type { Runtime } from '../../template/template.ts';
import { checkApiVersion } from '../api-versions.ts';
import { ArmError } from '../arm-error.ts';
import { renderGroup } from '../groups.ts';
import { parseBody } from '../kinds/kind.ts';
import { requireKind, requireResource } from '../lookup.ts';
import { renderResource } from '../render.ts';
import { parseResourceId } from '../resource-id.ts';
import { asOf } from '../versions/as-of.ts';
import { renderDeployment } from './render-deployment.ts';
import { DEPLOYMENT } from './resource-types.ts';

const DEPLOYMENT_ID = /\/providers\/microsoft\.resources\/deployments\/([^/]+)$/i;
const SECURE_OUTPUTS = 'listoutputswithsecurevalues';

/** `reference()` and `list*()` of a template, answered by the same code as GET and POST. */
export function createRuntime(context: EmulatorContext): Runtime {
  const render = async (resourceId: string): Promise<JsonObject> => {
    const deployment = findDeployment(context, resourceId);
    if (deployment) return renderDeployment(context, deployment);
    const group = context.state.resourceGroups.get(resourceId);
    return group
      ? renderGroup(group)
      : renderResource(context, await requireResource(context, idOf(resourceId)));
  };
  return {
    async reference(resourceId, apiVersion, full) {
      checkVersion(context, resourceId, apiVersion);
      const { type = DEPLOYMENT } = parseResourceId(resourceId) ?? {};
      const newest = await render(resourceId);
      const rendered = apiVersion === undefined ? newest : asOf(apiVersion, type, newest);
      return full ? rendered : rendered.properties;
    },
    async list(functionName, resourceId, apiVersion, body) {
      checkVersion(context, resourceId, apiVersion);
      const deployment = findDeployment(context, resourceId);
      if (deployment && functionName.toLowerCase() === SECURE_OUTPUTS) return valuesOf(deployment);
      const resource = await requireResource(context, idOf(resourceId));
      const action = requireKind(resource.type).actions?.[functionName.toLowerCase()];
      if (action) return action(context, resource, parseBody(jsonObject, body ?? {}));
      throw new ArmError(
        400,
        'InvalidTemplateListFunction',
        `The resource type '${resource.type}' has no '${functionName}' in the local Azure.`,
      );
    },
  };
}

/** Throws ArmError for an api-version that the resource's provider does not have. */
function checkVersion(context: EmulatorContext, resourceId: string, apiVersion: string | undefined): void {
  const id = parseResourceId(resourceId);
  if (!id || apiVersion === undefined) return;
  const location = context.state.resources.get(id.id)?.location;
  checkApiVersion(id.namespace, apiVersion, id.type, location);
}

function idOf(resourceId: string) {
  const id = parseResourceId(resourceId);
  if (id) return id;
  throw new ArmError(400, 'InvalidResourceId', `'${resourceId}' is not the id of a resource in a group.`);
}

/** Undefined when the id is not one of a deployment. Throws ArmError 404. */
function findDeployment(context: EmulatorContext, id: string): Deployment | undefined {
  const [, name] = DEPLOYMENT_ID.exec(id) ?? [];
  if (name === undefined) return undefined;
  const deployment = context.state.deployments.get(id);
  if (deployment) return deployment;
  throw new ArmError(404, 'DeploymentNotFound', `Deployment '${name}' could not be found.`);
}

/** A deployment's outputs by name, secure ones too: what a Bicep module's secure output compiles to. */
function valuesOf({ outputs = {} }: Deployment): JsonObject {
  return Object.fromEntries(Object.entries(outputs).map(([name, { value }]) => [name, value]));
}
