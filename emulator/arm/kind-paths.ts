import type { Context } from 'hono';
import type { ResourceKind } from './kinds/kind.ts';
import { type ResourceId, resourceId } from './resource-id.ts';

export type KindPaths = {
  /** One resource, its collection in the group or parent, and all of the subscription, as routes. */
  item: string;
  collection: string;
  subscription: string;
  idOf(c: Context): ResourceId;
};

/** Where the resources of a kind are found. */
export function kindPaths(kind: ResourceKind): KindPaths {
  const [namespace = '', ...types] = kind.type.toLowerCase().split('/');
  const group = `/subscriptions/:subscription/resourcegroups/:group/providers/${namespace}`;
  const below = types.map((type, depth) => (depth === 0 ? type : `:name${depth - 1}/${type}`)).join('/');
  return {
    item: `${group}/${below}/:name${types.length - 1}`,
    collection: `${group}/${below}`,
    subscription: `/subscriptions/:subscription/providers/${namespace}/${below}`,
    idOf: (c) =>
      resourceId(
        c.req.param('subscription') ?? '',
        c.req.param('group') ?? '',
        kind.type,
        types.map((_, depth) => c.req.param(`name${depth}`) ?? ''),
      ),
  };
}
