import type { Context, Hono } from 'hono';
import type { EmulatorContext } from '../../context.ts';
import { hostRole } from '../../public-names.ts';
import { ArmError } from '../arm-error.ts';
import { originOf, queryOf } from '../http.ts';

/** Newest first. */
const VERSIONS = ['2022-09-01', '2020-06-01', '2019-05-01', '2015-01-01', '1.0'];
const AUDIENCES = ['https://management.core.windows.net/', 'https://management.azure.com/'];
const GALLERY = 'https://gallery.azure.com/';
const GRAPH = 'https://graph.windows.net/';
const PORTAL = 'https://portal.azure.com';

/**
 * What clients read before they know a cloud, and before they have a token for it: where it is, where to sign in, how
 * its services' names end. Asked under a loopback name, it leads back there. Shapes as the public cloud answers them:
 * https://learn.microsoft.com/cli/azure/manage-clouds-azure-cli
 */
export function addMetadataRoutes(app: Hono, { names }: EmulatorContext): void {
  app.get('/metadata/endpoints', (c) => {
    const version = readVersion(c);
    const places = placesFor(c);
    if (version === '2015-01-01' || version === '1.0') return c.json(inOldShape(places));
    const current = {
      portal: PORTAL,
      authentication: {
        loginEndpoint: places.signIn,
        audiences: AUDIENCES,
        tenant: 'common',
        identityProvider: 'AAD',
      },
      media: 'https://rest.media.azure.net',
      graphAudience: GRAPH,
      graph: GRAPH,
      name: 'AzureCloud',
      suffixes: {
        azureDataLakeStoreFileSystem: 'azuredatalakestore.net',
        acrLoginServer: 'azurecr.io',
        sqlServerHostname: 'database.windows.net',
        azureDataLakeAnalyticsCatalogAndJob: 'azuredatalakeanalytics.net',
        keyVaultDns: 'vault.azure.net',
        storage: names.storageSuffix,
        azureFrontDoorEndpointSuffix: 'azurefd.net',
      },
      batch: 'https://batch.core.windows.net/',
      resourceManager: `${places.resourceManager}/`,
      vmImageAliasDoc:
        'https://raw.githubusercontent.com/Azure/azure-rest-api-specs/master/arm-compute/quickstart-templates/aliases.json',
      activeDirectoryDataLake: 'https://datalake.azure.net/',
      sqlManagement: 'https://management.core.windows.net:8443/',
    };
    // Every other cloud that the public one lists is not played here.
    if (version !== '2022-09-01') return c.json([{ ...current, gallery: GALLERY }]);
    return c.json({ ...current, ...MORE, suffixes: { ...current.suffixes, ...MORE_SUFFIXES } });
  });
}

const MORE = {
  microsoftGraphResourceId: 'https://graph.microsoft.com/',
  appInsightsResourceId: 'https://api.applicationinsights.io',
  appInsightsTelemetryChannelResourceId: 'https://dc.applicationinsights.azure.com/v2/track',
  attestationResourceId: 'https://attest.azure.net',
  synapseAnalyticsResourceId: 'https://dev.azuresynapse.net',
  logAnalyticsResourceId: 'https://api.loganalytics.io',
  ossrDbmsResourceId: 'https://ossrdbms-aad.database.windows.net',
};
const MORE_SUFFIXES = {
  storageSyncEndpointSuffix: 'afs.azure.net',
  mhsmDns: 'managedhsm.azure.net',
  mysqlServerEndpoint: 'mysql.database.azure.com',
  postgresqlServerEndpoint: 'postgres.database.azure.com',
  mariadbServerEndpoint: 'mariadb.database.azure.com',
  synapseAnalytics: 'dev.azuresynapse.net',
  attestationEndpoint: 'attest.azure.net',
};

function readVersion(c: Context): string {
  const version = queryOf(c, 'api-version');
  if (!version) {
    throw new ArmError(
      400,
      'MissingApiVersionParameter',
      'The api-version query parameter (?api-version=) is required for all requests.',
    );
  }
  if (VERSIONS.includes(version)) return version;
  throw new ArmError(
    400,
    'InvalidApiVersionParameter',
    `The api-version '${version}' is invalid. The supported versions are '${VERSIONS.join(',')}'.`,
  );
}

type Places = { signIn: string; resourceManager: string };

function placesFor(c: Context): Places {
  const origin = originOf(c);
  if (hostRole(URL.parse(origin)?.host ?? '') === 'loopback')
    return { signIn: origin, resourceManager: origin };
  return { signIn: 'https://login.microsoftonline.com', resourceManager: 'https://management.azure.com' };
}

function inOldShape({ signIn }: Places) {
  return {
    galleryEndpoint: GALLERY,
    graphEndpoint: GRAPH,
    portalEndpoint: `${PORTAL}/`,
    authentication: { loginEndpoint: `${signIn}/`, audiences: AUDIENCES },
  };
}
