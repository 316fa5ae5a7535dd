import type { EmulatorContext } from '../context.ts';
import type { JsonObject } from '../state/models.ts';
import { groupsOf } from './groups.ts';
import { resourcesOf } from './lookup.ts';

/** The tags in use in the subscription, with how often each value is: https://learn.microsoft.com/rest/api/resources/tags/list */
export function tagDetails(context: EmulatorContext): JsonObject[] {
  const { subscription } = context.account();
  const names = new Map<string, { name: string; values: Map<string, number> }>();
  for (const { tags } of [subscription, ...groupsOf(context), ...resourcesOf(context)]) {
    for (const [name, value] of Object.entries(tags ?? {})) {
      const entry = names.get(name.toLowerCase()) ?? { name, values: new Map<string, number>() };
      entry.values.set(value, (entry.values.get(value) ?? 0) + 1);
      names.set(name.toLowerCase(), entry);
    }
  }
  return [...names.values()].map(({ name, values }) => {
    const id = `/subscriptions/${subscription.id}/tagNames/${name}`;
    const total = [...values.values()].reduce((sum, count) => sum + count, 0);
    return {
      id,
      tagName: name,
      count: { type: 'Total', value: total },
      values: [...values].map(([tagValue, count]) => ({
        id: `${id}/tagValues/${tagValue}`,
        tagValue,
        count: { type: 'Total', value: count },
      })),
    };
  });
}
