import type { TemplateFunction } from '../context.ts';
import { ExpressionError } from '../expression.ts';
import { collectionFunctions } from './collections.ts';
import { dateFunctions } from './dates.ts';
import { deploymentFunctions } from './deployment.ts';
import { encodingFunctions } from './encoding.ts';
import { lambdaFunctions } from './lambdas.ts';
import { logicFunctions } from './logic.ts';
import { networkFunctions } from './network.ts';
import { numberFunctions } from './numbers.ts';
import { objectFunctions } from './objects.ts';
import { resourceIdFunctions } from './resource-ids.ts';
import { listFunction, runtimeFunctions } from './runtime.ts';
import { stringFunctions } from './strings.ts';

const FUNCTIONS: ReadonlyMap<string, TemplateFunction> = new Map(
  [
    ...collectionFunctions,
    ...dateFunctions,
    ...deploymentFunctions,
    ...encodingFunctions,
    ...lambdaFunctions,
    ...logicFunctions,
    ...networkFunctions,
    ...numberFunctions,
    ...objectFunctions,
    ...resourceIdFunctions,
    ...stringFunctions,
    ...runtimeFunctions,
  ].map((definition) => [definition.name.toLowerCase(), definition]),
);

/** The function of a name, without regard to case. One that is not supported is refused by name. */
export function findFunction(name: string): TemplateFunction {
  const found = FUNCTIONS.get(name.toLowerCase()) ?? listFunction(name);
  if (found) return found;
  throw new ExpressionError(
    `The template function '${name}' is not valid. Please see https://aka.ms/arm-functions for usage details.`,
  );
}
