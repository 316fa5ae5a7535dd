import type { TemplateFunction } from '../context.ts';
import { ExpressionError } from '../expression.ts';
import { expectInteger, expectString } from '../values.ts';
import { between, define, exactly } from './define.ts';
import { ENVIRONMENT } from './environment.ts';

export const deploymentFunctions: TemplateFunction[] = [
  define('parameters', exactly(1), ([name], context) => context.parameter(expectString('parameters', name))),
  define('variables', exactly(1), ([name], context) => context.variable(expectString('variables', name))),
  define('resourceGroup', exactly(0), (_, { scope }) => {
    if (scope.resourceGroup) return scope.resourceGroup;
    throw new ExpressionError(
      "The template function 'resourceGroup' is not expected at this location. The function can only be used in a deployment to a resource group. Please see https://aka.ms/arm-functions for usage details.",
    );
  }),
  define('subscription', exactly(0), (_, { scope }) => scope.subscription),
  define('tenant', exactly(0), (_, { scope }) => ({
    id: `/tenants/${scope.tenantId}`,
    tenantId: scope.tenantId,
  })),
  define('environment', exactly(0), () => ENVIRONMENT),
  // Nobody has to sign in: the tenant itself stands for whoever deploys.
  define('deployer', exactly(0), (_, { scope }) => ({ tenantId: scope.tenantId, objectId: scope.tenantId })),
  define('deployment', exactly(0), (_, context) => context.deployment),
  define('copyIndex', between(0, 2), ([first, second], { loops }) => {
    const name = typeof first === 'string' ? first : undefined;
    const turn = loops.findLast((loop) =>
      name === undefined ? loop.nameless : loop.name.toLowerCase() === name.toLowerCase(),
    );
    if (!turn)
      throw new ExpressionError(
        `The template function 'copyIndex' is not expected at this location. The function can only be used in a resource with copy specified${name === undefined ? '' : `, and there is none named '${name}'`}. Please see https://aka.ms/arm-copy for usage details.`,
      );
    const offset = name === undefined ? first : second;
    return turn.index + (offset === undefined ? 0 : expectInteger('copyIndex', offset));
  }),
  // No type of the local Azure is spread over zones.
  define('pickZones', between(3, 5), (args) => {
    for (const argument of args.slice(0, 3)) expectString('pickZones', argument);
    return [];
  }),
  ...['managementGroup', 'toLogicalZone', 'toLogicalZones', 'toPhysicalZone', 'toPhysicalZones'].map(refused),
  ...['providers', 'roleDefinitions', 'externalInput'].map(refused),
];

/** A function of the language whose answer the local Azure does not have. */
function refused(name: string): TemplateFunction {
  return {
    name,
    call() {
      throw new ExpressionError(`The local Azure does not support the template function '${name}'`);
    },
  };
}
