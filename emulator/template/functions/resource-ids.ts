import type { EvaluationContext, TemplateFunction } from '../context.ts';
import { ExpressionError } from '../expression.ts';
import { joinResourceId } from '../resource-id.ts';
import { expectString } from '../values.ts';
import { atLeast, define } from './define.ts';

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export const resourceIdFunctions: TemplateFunction[] = [
  define('resourceId', atLeast(2), (args, context) => {
    const { before, type, names } = splitArguments('resourceId', args, 2);
    return joinResourceId(scopeOf(context, before), type, names);
  }),
  define('subscriptionResourceId', atLeast(2), (args, context) => {
    const { before, type, names } = splitArguments('subscriptionResourceId', args, 1);
    return joinResourceId(subscriptionOf(context, before[0]), type, names);
  }),
  define('tenantResourceId', atLeast(2), (args) => {
    const { type, names } = splitArguments('tenantResourceId', args, 0);
    return joinResourceId('', type, names);
  }),
  define('managementGroupResourceId', atLeast(3), (args) => {
    const { before, type, names } = splitArguments('managementGroupResourceId', args, 1);
    const [group] = before;
    if (group === undefined)
      throw new ExpressionError(
        "The template function 'managementGroupResourceId' expects a management group outside of a deployment to one",
      );
    return joinResourceId(`/providers/Microsoft.Management/managementGroups/${group}`, type, names);
  }),
  define('extensionResourceId', atLeast(3), ([base, ...args]) => {
    const { type, names } = splitArguments('extensionResourceId', args, 0);
    return joinResourceId(expectString('extensionResourceId', base), type, names);
  }),
];

function subscriptionOf({ scope }: EvaluationContext, given: string | undefined): string {
  if (given === undefined) return scope.subscription.id;
  if (GUID.test(given)) return `/subscriptions/${given}`;
  throw new ExpressionError(
    `The provided value '${given}' is not valid subscription identifier. Please see https://aka.ms/arm-resource-functions/#resourceid for usage details.`,
  );
}

/** The scope that the arguments before the type name: nothing, a subscription, a group, or both. */
function scopeOf(context: EvaluationContext, before: string[]): string {
  const own = context.scope.resourceGroup?.name;
  const [first, second] = before;
  if (second !== undefined) return `${subscriptionOf(context, first)}/resourceGroups/${second}`;
  if (first === undefined || own === undefined || GUID.test(first)) {
    return `${subscriptionOf(context, first)}${own === undefined ? '' : `/resourceGroups/${own}`}`;
  }
  return `${context.scope.subscription.id}/resourceGroups/${first}`;
}

/** The first argument with a slash is the type; what precedes it names the scope. */
function splitArguments(name: string, args: unknown[], maxBefore: number) {
  const texts = args.map((argument) => expectString(name, argument));
  const at = texts.findIndex((text) => text.includes('/'));
  const type = texts[at];
  if (type === undefined || at > maxBefore)
    throw new ExpressionError(
      `Unable to evaluate template language function '${name}': function requires fully qualified resource type as one of its arguments. Please see https://aka.ms/arm-resource-functions/#resourceid for usage details.`,
    );
  const names = texts.slice(at + 1);
  const wanted = type.split('/').length - 1;
  if (names.length !== wanted)
    throw new ExpressionError(
      `Unable to evaluate template language function '${name}': the type '${type}' requires '${wanted}' resource name argument(s). Please see https://aka.ms/arm-resource-functions/#resourceid for usage details.`,
    );
  return { before: texts.slice(0, at), type, names };
}
