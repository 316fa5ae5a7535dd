import type { EmulatorContext } from '../../context.ts';
import { jsonObject } from '../../state/models.ts';
import type { Runtime } from '../../template/template.ts';
import { ArmError } from '../arm-error.ts';
import { requireKind, requireResource } from '../lookup.ts';
import { renderResource } from '../render.ts';
import { parseResourceId } from '../resource-id.ts';

/** `reference()` and `list*()` of a template, answered by the same code as GET and POST. */
export function createRuntime(context: EmulatorContext): Runtime {
  const find = (resourceId: string) => {
    const id = parseResourceId(resourceId);
    if (!id)
      throw new ArmError(400, 'InvalidResourceId', `'${resourceId}' is not the id of a resource in a group.`);
    return requireResource(context, id);
  };
  return {
    async reference(resourceId, _apiVersion, full) {
      const rendered = renderResource(context, await find(resourceId));
      return full ? rendered : rendered.properties;
    },
    async list(functionName, resourceId, _apiVersion, body) {
      const resource = await find(resourceId);
      const action = requireKind(resource.type).actions?.[functionName.toLowerCase()];
      if (action) return action(context, resource, jsonObject.parse(body ?? {}));
      throw new ArmError(
        400,
        'InvalidTemplateListFunction',
        `The resource type '${resource.type}' has no '${functionName}' in the local Azure.`,
      );
    },
  };
}
