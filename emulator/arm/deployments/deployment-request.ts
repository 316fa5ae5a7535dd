import { z } from 'zod';
import { tags } from '../../state/models.ts';
import { ArmError, notSupported } from '../arm-error.ts';
import { parseBody } from '../kinds/kind.ts';
import { sameText } from '../resource-id.ts';

const parameterValues = z.record(
  z.string(),
  z.looseObject({ value: z.unknown().optional(), reference: z.unknown().optional() }),
);

const requestBody = z.looseObject({
  tags: tags.nullish(),
  properties: z.looseObject({
    mode: z.string(),
    template: z.unknown().optional(),
    templateLink: z.unknown().optional(),
    parameters: parameterValues.nullish(),
    parametersLink: z.unknown().optional(),
  }),
});

const modes = ['Incremental', 'Complete'] as const;

export type DeploymentRequest = {
  mode: (typeof modes)[number];
  template: unknown;
  parameters: Record<string, { value: unknown }>;
  tags: Record<string, string> | undefined;
};

/** What a deployment asks for. Throws ArmError for what ARM refuses and for what the local Azure lacks. */
export function parseDeployment(body: unknown): DeploymentRequest {
  const { properties, tags } = parseBody(requestBody, body);
  const mode = modes.find((name) => sameText(name, properties.mode));
  if (!mode) {
    throw new ArmError(
      400,
      'InvalidRequestContent',
      `The request content was invalid and could not be deserialized: 'Error converting value "${properties.mode}" to the deployment mode. Path 'properties.mode'.'`,
      { target: 'properties.mode' },
    );
  }
  if (properties.templateLink != null) throw notSupported('templateLink');
  if (properties.parametersLink != null) throw notSupported('parametersLink');
  if (properties.template == null) {
    throw new ArmError(
      400,
      'InvalidRequestContent',
      "The request content was invalid: one of 'template' and 'templateLink' is required.",
    );
  }
  const parameters: DeploymentRequest['parameters'] = {};
  for (const [name, given] of Object.entries(properties.parameters ?? {})) {
    if (given.reference != null) throw notSupported(`a key vault reference (parameter '${name}')`);
    if (given.value == null) {
      throw new ArmError(
        400,
        'InvalidDeploymentParameterValue',
        `The value of deployment parameter '${name}' is null. Please specify the value or use the parameter reference. See https://aka.ms/arm-create-parameter-file for details.`,
        { target: name },
      );
    }
    parameters[name] = { value: given.value };
  }
  return { mode, template: properties.template, parameters, tags: tags ?? undefined };
}
