import { ExpressionError } from '../expression.ts';
import { expectInteger, expectString } from '../values.ts';
import { between, define, exactly, type TemplateFunction } from './define.ts';

/** The public cloud's names, as far as templates read them (`environment().suffixes.storage`). */
const ENVIRONMENT = {
  name: 'AzureCloud',
  resourceManager: 'https://management.azure.com/',
  portal: 'https://portal.azure.com',
  authentication: {
    loginEndpoint: 'https://login.microsoftonline.com/',
    audiences: ['https://management.core.windows.net/', 'https://management.azure.com/'],
    tenant: 'common',
    identityProvider: 'AAD',
  },
  suffixes: {
    acrLoginServer: '.azurecr.io',
    keyvaultDns: '.vault.azure.net',
    sqlServerHostname: '.database.windows.net',
    storage: 'core.windows.net',
  },
};

export const deploymentFunctions: TemplateFunction[] = [
  define('parameters', exactly(1), ([name], context) => context.parameter(expectString('parameters', name))),
  define('variables', exactly(1), ([name], context) => context.variable(expectString('variables', name))),
  define('resourceGroup', exactly(0), (_, { scope }) => scope.resourceGroup),
  define('subscription', exactly(0), (_, { scope }) => scope.subscription),
  define('tenant', exactly(0), (_, { scope }) => ({ tenantId: scope.tenantId })),
  define('environment', exactly(0), () => ENVIRONMENT),
  define('deployment', exactly(0), (_, { scope }) => ({
    name: scope.deploymentName,
    properties: { mode: 'Incremental', provisioningState: 'Accepted' },
  })),
  define('copyIndex', between(0, 2), ([first, second], { loops }) => {
    const name = typeof first === 'string' ? first : undefined;
    const turn = loops.findLast((loop) =>
      name === undefined ? loop.nameless : loop.name.toLowerCase() === name.toLowerCase(),
    );
    if (!turn)
      throw new ExpressionError(
        `The template function 'copyIndex' is not expected at this location${name === undefined ? '' : `: there is no loop named '${name}'`}`,
      );
    const offset = name === undefined ? first : second;
    return turn.index + (offset === undefined ? 0 : expectInteger('copyIndex', offset));
  }),
];
