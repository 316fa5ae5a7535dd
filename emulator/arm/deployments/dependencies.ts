import type { Deployment } from '../../state/models.ts';
import type { ResourceNode } from '../../template/template.ts';

/** What a deployment answers as its dependencies: the resources that wait for others, in the order of the template. */
export function dependenciesOf(resources: ResourceNode[]): Deployment['dependencies'] {
  const nodes = resources.filter(({ enabled }) => enabled);
  const byId = new Map(nodes.map((node) => [node.id.toLowerCase(), node]));
  return nodes
    .filter(({ dependsOn }) => dependsOn.length > 0)
    .map((node) => ({
      ...linkTo(node),
      dependsOn: node.dependsOn.flatMap((id) => {
        const target = byId.get(id.toLowerCase());
        return target ? [linkTo(target)] : [];
      }),
    }));
}

function linkTo({ id, type, name }: ResourceNode): {
  id: string;
  resourceType: string;
  resourceName: string;
} {
  return { id, resourceType: type, resourceName: name };
}
