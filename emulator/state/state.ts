import { join } from 'node:path';
import { type Collection, openCollection } from './collection.ts';
import {
  type Account,
  accountModel,
  type Deployment,
  deploymentModel,
  type Operation,
  operationModel,
  type Resource,
  type ResourceGroup,
  type Revision,
  resourceGroupModel,
  resourceModel,
  revisionModel,
} from './models.ts';

/** Everything that the control plane remembers. Keys are resource ids unless said otherwise. */
export type State = {
  /** One document, under `account`. */
  account: Collection<Account>;
  resourceGroups: Collection<ResourceGroup>;
  resources: Collection<Resource>;
  deployments: Collection<Deployment>;
  /** By operation id. */
  operations: Collection<Operation>;
  /** By `{app id}/revisions/{revision name}`. */
  revisions: Collection<Revision>;
};

export function openState(folder: string): State {
  return {
    account: openCollection(join(folder, 'account'), accountModel),
    resourceGroups: openCollection(join(folder, 'resource-groups'), resourceGroupModel),
    resources: openCollection(join(folder, 'resources'), resourceModel),
    deployments: openCollection(join(folder, 'deployments'), deploymentModel),
    operations: openCollection(join(folder, 'operations'), operationModel),
    revisions: openCollection(join(folder, 'revisions'), revisionModel),
  };
}
