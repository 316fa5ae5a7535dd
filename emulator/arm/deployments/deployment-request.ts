import { z } from 'zod';
import { tags } from '../../state/models.ts';
import { placesIn } from '../../template/json-places.ts';
import type { Places } from '../../template/place.ts';
import { ArmError, notSupported } from '../arm-error.ts';
import { parseBody } from '../kinds/kind.ts';
import { sameText } from '../resource-id.ts';
import { checkJsonDepth } from './json-depth.ts';

const parameterValues = z.record(
  z.string(),
  z.looseObject({
    value: z.unknown().optional(),
    reference: z.unknown().optional(),
    expression: z.unknown().optional(),
  }),
);

const requestBody = z.looseObject({
  location: z.string().nullish(),
  tags: tags.nullish(),
  properties: z.looseObject({
    mode: z.string(),
    template: z.unknown().optional(),
    templateLink: z.unknown().optional(),
    parameters: parameterValues.nullish(),
    parametersLink: z.unknown().optional(),
    onErrorDeployment: z.unknown().optional(),
    debugSetting: z.looseObject({ detailLevel: z.string().nullish() }).nullish(),
    validationLevel: z.string().nullish(),
  }),
});

const modes = ['Incremental', 'Complete'] as const;
const validationLevels = ['Template', 'Provider', 'ProviderNoRbac'] as const;
const DETAIL_LEVEL =
  /^\s*(none|(requestContent|responseContent)(\s*,\s*(requestContent|responseContent))?)\s*$/i;
/** Properties that the local Azure cannot follow, each refused by its name. */
const UNSUPPORTED = ['templateLink', 'parametersLink', 'onErrorDeployment'] as const;

export type DeploymentRequest = {
  mode: (typeof modes)[number];
  template: unknown;
  parameters: Record<string, { value: unknown }>;
  tags: Record<string, string> | undefined;
  location: string | undefined;
  debugDetail: string | undefined;
  validationLevel: string | undefined;
  /** Where the parts of the template stand in the request. */
  places: Places;
};

/**
 * What a deployment asks for; `text` is the body as it came, for the places that errors name.
 * Throws ArmError for what ARM refuses and for what the local Azure lacks.
 */
export function parseDeployment(body: unknown, text?: string): DeploymentRequest {
  checkJsonDepth(body);
  const { properties, tags, location } = parseBody(requestBody, body);
  const mode = oneOf(modes, properties.mode, 'mode');
  for (const name of UNSUPPORTED) if (properties[name] != null) throw notSupported(name);
  if (properties.template == null) {
    throw new ArmError(
      400,
      'InvalidRequestContent',
      "The request content was invalid: one of 'template' and 'templateLink' is required.",
    );
  }
  const level = properties.validationLevel;
  return {
    mode,
    template: properties.template,
    parameters: valuesOf(properties.parameters ?? {}),
    tags: tags ?? undefined,
    location: location ?? undefined,
    debugDetail: detailOf(properties.debugSetting?.detailLevel),
    validationLevel: level == null ? undefined : oneOf(validationLevels, level, 'validationLevel'),
    places: (path) => placesIn(text ?? JSON.stringify(body))(path),
  };
}

function valuesOf(given: z.infer<typeof parameterValues>): DeploymentRequest['parameters'] {
  return Object.fromEntries(
    Object.entries(given).map(([name, { value, reference, expression }]) => {
      if (reference != null) throw notSupported(`a key vault reference (parameter '${name}')`);
      if (expression != null) throw notSupported(`an expression for a parameter (parameter '${name}')`);
      if (value == null) {
        throw new ArmError(
          400,
          'InvalidDeploymentParameterValue',
          `The value of deployment parameter '${name}' is null. Please specify the value or use the parameter reference. See https://aka.ms/arm-create-parameter-file for details.`,
          { target: name },
        );
      }
      return [name, { value }];
    }),
  );
}

function oneOf<T extends string>(known: readonly T[], given: string, property: string): T {
  const found = known.find((name) => sameText(name, given));
  if (found) return found;
  throw notConverted(given, property);
}

function detailOf(given: string | null | undefined): string | undefined {
  if (given == null || given === '') return undefined;
  if (DETAIL_LEVEL.test(given)) return given;
  throw notConverted(given, 'debugSetting.detailLevel');
}

function notConverted(given: string, property: string): ArmError {
  return new ArmError(
    400,
    'InvalidRequestContent',
    `The request content was invalid and could not be deserialized: 'Error converting value "${given}" to one that 'properties.${property}' takes. Path 'properties.${property}'.'`,
    { target: `properties.${property}` },
  );
}
