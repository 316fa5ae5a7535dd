import type { EvaluationContext } from './context.ts';
import { ExpressionError } from './expression.ts';
import { resolveString } from './resolve.ts';
import type { RawResource } from './template-schema.ts';

/** The id that a resource's own id begins with: of its group, of its subscription, or of what an existing one extends. */
export function scopeIdOf(raw: RawResource, context: EvaluationContext): string {
  const { subscription, resourceGroup } = context.scope;
  if (raw.scope != null) {
    const scope = resolveString(raw.scope, context, 'The scope');
    if (raw.existing && scope.startsWith('/')) return scope === '/' ? '' : scope;
    throw new ExpressionError("The local Azure does not support the property 'scope' of a resource");
  }
  const own =
    raw.subscriptionId == null
      ? subscription.id
      : `/subscriptions/${resolveString(raw.subscriptionId, context, 'The subscriptionId')}`;
  if (raw.resourceGroup != null)
    return `${own}/resourceGroups/${resolveString(raw.resourceGroup, context, 'The resourceGroup')}`;
  return raw.subscriptionId == null ? (resourceGroup?.id ?? own) : own;
}
