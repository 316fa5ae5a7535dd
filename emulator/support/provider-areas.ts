import { type Area, GROUP, resourceOperations, SUBSCRIPTION } from './area.ts';

const ACCOUNT = `${GROUP}/providers/microsoft.storage/storageaccounts/{}`;
const FILE_SERVICE = `${ACCOUNT}/fileservices/{}`;
const WORKSPACE = `${GROUP}/providers/microsoft.operationalinsights/workspaces/{}`;
const ENVIRONMENT = `${GROUP}/providers/microsoft.app/managedenvironments/{}`;
const APP = `${GROUP}/providers/microsoft.app/containerapps/{}`;
const APP_LOCATION = `${SUBSCRIPTION}/providers/microsoft.app/locations/{}`;

/** https://learn.microsoft.com/rest/api/storagerp, /loganalytics and /containerapps */
export const providerAreas: readonly Area[] = [
  {
    title: 'storageAccounts',
    supported: {
      ...resourceOperations('microsoft.storage/storageaccounts'),
      listKeys: `POST ${ACCOUNT}/listkeys`,
      regenerateKey: `POST ${ACCOUNT}/regeneratekey`,
      listAccountSAS: `POST ${ACCOUNT}/listaccountsas`,
      listServiceSAS: `POST ${ACCOUNT}/listservicesas`,
      checkNameAvailability: `POST ${SUBSCRIPTION}/providers/microsoft.storage/checknameavailability`,
      'skus.list': `GET ${SUBSCRIPTION}/providers/microsoft.storage/skus`,
      'usages.listByLocation': `GET ${SUBSCRIPTION}/providers/microsoft.storage/locations/{}/usages`,
    },
  },
  {
    title: 'fileServices',
    supported: {
      list: `GET ${ACCOUNT}/fileservices`,
      getServiceProperties: `GET ${FILE_SERVICE}`,
      setServiceProperties: `PUT ${FILE_SERVICE}`,
      listServiceUsages: `GET ${FILE_SERVICE}/usages`,
      getServiceUsage: `GET ${FILE_SERVICE}/usages/default`,
    },
  },
  {
    title: 'fileShares',
    supported: {
      list: `GET ${FILE_SERVICE}/shares`,
      get: `GET ${FILE_SERVICE}/shares/{}`,
      create: `PUT ${FILE_SERVICE}/shares/{}`,
      update: `PATCH ${FILE_SERVICE}/shares/{}`,
      delete: `DELETE ${FILE_SERVICE}/shares/{}`,
    },
    refused: {
      lease: `POST ${FILE_SERVICE}/shares/{}/lease`,
      restore: `POST ${FILE_SERVICE}/shares/{}/restore`,
    },
  },
  {
    title: 'workspaces',
    supported: {
      ...resourceOperations('microsoft.operationalinsights/workspaces'),
      'sharedKeys.getSharedKeys': `POST ${WORKSPACE}/sharedkeys`,
      'sharedKeys.regenerate': `POST ${WORKSPACE}/regeneratesharedkey`,
      listKeys: `POST ${WORKSPACE}/listkeys`,
    },
    refused: { 'tables.list': `GET ${WORKSPACE}/tables` },
  },
  {
    title: 'managedEnvironments',
    supported: {
      ...resourceOperations('microsoft.app/managedenvironments'),
      getAuthToken: `POST ${ENVIRONMENT}/getauthtoken`,
      'namespaces.checkNameAvailability': `POST ${ENVIRONMENT}/checknameavailability`,
      listWorkloadProfileStates: `GET ${ENVIRONMENT}/workloadprofilestates`,
      'usages.list': `GET ${ENVIRONMENT}/usages`,
      'event stream': `GET ${GROUP}/managedenvironments/{}/eventstream`,
    },
    refused: { 'certificates.list': `GET ${ENVIRONMENT}/certificates` },
  },
  {
    title: 'managedEnvironmentsStorages',
    supported: {
      list: `GET ${ENVIRONMENT}/storages`,
      get: `GET ${ENVIRONMENT}/storages/{}`,
      createOrUpdate: `PUT ${ENVIRONMENT}/storages/{}`,
      delete: `DELETE ${ENVIRONMENT}/storages/{}`,
    },
  },
  {
    title: 'containerApps',
    supported: {
      ...resourceOperations('microsoft.app/containerapps'),
      start: `POST ${APP}/start`,
      stop: `POST ${APP}/stop`,
      listSecrets: `POST ${APP}/listsecrets`,
      getAuthToken: `POST ${APP}/getauthtoken`,
      listCustomHostNameAnalysis: `POST ${APP}/listcustomhostnameanalysis`,
      'event stream': `GET ${GROUP}/containerapps/{}/eventstream`,
    },
    refused: { 'authConfigs.list': `GET ${APP}/authconfigs` },
  },
  {
    title: 'containerAppsRevisions',
    supported: {
      listRevisions: `GET ${APP}/revisions`,
      getRevision: `GET ${APP}/revisions/{}`,
      activateRevision: `POST ${APP}/revisions/{}/activate`,
      deactivateRevision: `POST ${APP}/revisions/{}/deactivate`,
      restartRevision: `POST ${APP}/revisions/{}/restart`,
    },
  },
  {
    title: 'containerAppsRevisionReplicas',
    supported: {
      listReplicas: `GET ${APP}/revisions/{}/replicas`,
      getReplica: `GET ${APP}/revisions/{}/replicas/{}`,
      'console log stream': `GET ${GROUP}/containerapps/{}/revisions/{}/replicas/{}/containers/{}/logstream`,
    },
    refused: { exec: `GET ${GROUP}/containerapps/{}/revisions/{}/replicas/{}/containers/{}/exec` },
  },
  {
    title: 'Microsoft.App (in a region)',
    supported: {
      'usages.list': `GET ${APP_LOCATION}/usages`,
      'availableWorkloadProfiles.get': `GET ${APP_LOCATION}/availablemanagedenvironmentsworkloadprofiletypes`,
      'billingMeters.get': `GET ${APP_LOCATION}/billingmeters`,
      'operations.list': 'GET /providers/microsoft.app/operations',
    },
    refused: { 'jobs.list': `GET ${SUBSCRIPTION}/providers/microsoft.app/jobs` },
  },
];
