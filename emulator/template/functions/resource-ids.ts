import type { EvaluationContext } from '../context.ts';
import { ExpressionError } from '../expression.ts';
import { joinResourceId } from '../resource-id.ts';
import { expectString } from '../values.ts';
import { atLeast, define, type TemplateFunction } from './define.ts';

export const resourceIdFunctions: TemplateFunction[] = [
  define('resourceId', atLeast(2), (args, context) => {
    const { before, type, names } = splitArguments('resourceId', args, 2);
    const group = before.at(-1);
    const scope = group === undefined ? context.scope.resourceGroup.id : groupId(context, before);
    return joinResourceId(scope, type, names);
  }),
  define('subscriptionResourceId', atLeast(2), (args, context) => {
    const { before, type, names } = splitArguments('subscriptionResourceId', args, 1);
    const [subscriptionId = context.scope.subscription.subscriptionId] = before;
    return joinResourceId(`/subscriptions/${subscriptionId}`, type, names);
  }),
  define('tenantResourceId', atLeast(2), (args) => {
    const { type, names } = splitArguments('tenantResourceId', args, 0);
    return joinResourceId('', type, names);
  }),
  define('extensionResourceId', atLeast(3), ([base, ...args]) => {
    const { type, names } = splitArguments('extensionResourceId', args, 0);
    return joinResourceId(expectString('extensionResourceId', base), type, names);
  }),
];

function groupId(context: EvaluationContext, before: string[]): string {
  const group = before.at(-1) ?? '';
  const subscriptionId = before.length === 2 ? before[0] : context.scope.subscription.subscriptionId;
  return `/subscriptions/${subscriptionId}/resourceGroups/${group}`;
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
