import { type Area, GROUP, SUBSCRIPTION } from './area.ts';

const DEPLOYMENT = 'providers/microsoft.resources/deployments/{}';
const TAGS = '{scope}/providers/microsoft.resources/tags/default';

/** https://learn.microsoft.com/rest/api/resources */
export const resourceAreas: readonly Area[] = [
  {
    title: 'subscriptions',
    supported: {
      list: 'GET /subscriptions',
      get: `GET ${SUBSCRIPTION}`,
      listLocations: `GET ${SUBSCRIPTION}/locations`,
    },
    refused: {
      checkZonePeers: `POST ${SUBSCRIPTION}/providers/microsoft.resources/checkzonepeers`,
      checkResourceName: 'POST /providers/microsoft.resources/checkresourcename',
    },
  },
  { title: 'cloud metadata', supported: { endpoints: 'GET /metadata/endpoints' } },
  { title: 'tenants', supported: { list: 'GET /tenants' } },
  {
    title: 'providers',
    supported: {
      list: `GET ${SUBSCRIPTION}/providers`,
      get: `GET ${SUBSCRIPTION}/providers/{}`,
      listAtTenantScope: 'GET /providers',
      getAtTenantScope: 'GET /providers/{}',
      register: `POST ${SUBSCRIPTION}/providers/{}/register`,
      unregister: `POST ${SUBSCRIPTION}/providers/{}/unregister`,
      resourceTypes: `GET ${SUBSCRIPTION}/providers/{}/resourcetypes`,
    },
    refused: { providerPermissions: `GET ${SUBSCRIPTION}/providers/{}/providerpermissions` },
  },
  {
    title: 'resourceGroups',
    supported: {
      list: `GET ${SUBSCRIPTION}/resourcegroups`,
      get: `GET ${GROUP}`,
      checkExistence: `HEAD ${GROUP}`,
      createOrUpdate: `PUT ${GROUP}`,
      update: `PATCH ${GROUP}`,
      delete: `DELETE ${GROUP}`,
      exportTemplate: `POST ${GROUP}/exporttemplate`,
    },
  },
  {
    title: 'resources',
    supported: {
      list: `GET ${SUBSCRIPTION}/resources`,
      listByResourceGroup: `GET ${GROUP}/resources`,
    },
    refused: {
      moveResources: `POST ${GROUP}/moveresources`,
      validateMoveResources: `POST ${GROUP}/validatemoveresources`,
    },
  },
  {
    title: 'tags',
    supported: {
      getAtScope: `GET ${TAGS}`,
      createOrUpdateAtScope: `PUT ${TAGS}`,
      updateAtScope: `PATCH ${TAGS}`,
      deleteAtScope: `DELETE ${TAGS}`,
      list: `GET ${SUBSCRIPTION}/tagnames`,
    },
    refused: {
      createOrUpdate: `PUT ${SUBSCRIPTION}/tagnames/{}`,
      delete: `DELETE ${SUBSCRIPTION}/tagnames/{}`,
      createOrUpdateValue: `PUT ${SUBSCRIPTION}/tagnames/{}/tagvalues/{}`,
      deleteValue: `DELETE ${SUBSCRIPTION}/tagnames/{}/tagvalues/{}`,
    },
  },
  deployments('deployments', GROUP),
  deployments('deployments (at a subscription)', SUBSCRIPTION),
  {
    title: 'deployments (anywhere)',
    supported: { calculateTemplateHash: 'POST /providers/microsoft.resources/calculatetemplatehash' },
  },
  {
    title: 'long-running operations',
    supported: {
      'of a provider': `GET ${SUBSCRIPTION}/providers/{}/locations/{}/{}/{}`,
      'of Resource Manager': `GET ${SUBSCRIPTION}/operationresults/{}`,
    },
  },
  {
    title: 'permissions',
    supported: { list: 'GET {scope}/providers/microsoft.authorization/permissions' },
    refused: {
      'roleAssignments.list': `GET ${SUBSCRIPTION}/providers/microsoft.authorization/roleassignments`,
    },
  },
  {
    title: 'policyRestrictions',
    supported: {
      checkAtResourceGroupScope: `POST ${GROUP}/providers/microsoft.policyinsights/checkpolicyrestrictions`,
    },
  },
];

function deployments(title: string, scope: string): Area {
  const item = `${scope}/${DEPLOYMENT}`;
  return {
    title,
    supported: {
      list: `GET ${item.slice(0, -'/{}'.length)}`,
      get: `GET ${item}`,
      checkExistence: `HEAD ${item}`,
      createOrUpdate: `PUT ${item}`,
      delete: `DELETE ${item}`,
      cancel: `POST ${item}/cancel`,
      validate: `POST ${item}/validate`,
      whatIf: `POST ${item}/whatif`,
      exportTemplate: `POST ${item}/exporttemplate`,
      'operations.list': `GET ${scope}/deployments/{}/operations`,
      'operations.get': `GET ${scope}/deployments/{}/operations/{}`,
      'operations.list below the provider': `GET ${item}/operations`,
      'operations.get below the provider': `GET ${item}/operations/{}`,
      operationStatuses: `GET ${item}/operationstatuses/{}`,
    },
  };
}
