import 'server-only';

/** Where the parts of one Azure are. Origins are without a slash at their end. */
export type Cloud = {
  /** Where the control plane is asked. */
  armOrigin: string;
  /** What tokens for the control plane are asked for. */
  armScope: string;
  /** Where one signs in. */
  authorityHost: string;
  portalOrigin: string;
  /** The domain that the cloud gives to container apps, in which nobody else makes names. */
  appDomain: string;
  /** Where the public price list is; null for a cloud whose prices are in no such list. */
  pricesOrigin: string | null;
  /** Where the logs of a workspace are asked for; tokens for it have the same name. */
  logsOrigin: string;
};

export const cloudNames = ['public', 'usgovernment', 'china'] as const;

/** As `az cloud list` and the networking pages of Container Apps name them; file and stream addresses come with answers. */
export const clouds: Readonly<Record<(typeof cloudNames)[number], Cloud>> = {
  public: {
    armOrigin: 'https://management.azure.com',
    armScope: 'https://management.azure.com/.default',
    authorityHost: 'https://login.microsoftonline.com',
    portalOrigin: 'https://portal.azure.com',
    appDomain: 'azurecontainerapps.io',
    // learn.microsoft.com/rest/api/cost-management/retail-prices/azure-retail-prices
    pricesOrigin: 'https://prices.azure.com',
    // learn.microsoft.com/azure/azure-monitor/logs/api/access-api
    logsOrigin: 'https://api.loganalytics.io',
  },
  usgovernment: {
    armOrigin: 'https://management.usgovcloudapi.net',
    armScope: 'https://management.core.usgovcloudapi.net/.default',
    authorityHost: 'https://login.microsoftonline.us',
    portalOrigin: 'https://portal.azure.us',
    appDomain: 'azurecontainerapps.us',
    pricesOrigin: 'https://prices.azure.com',
    logsOrigin: 'https://api.loganalytics.us',
  },
  china: {
    armOrigin: 'https://management.chinacloudapi.cn',
    armScope: 'https://management.core.chinacloudapi.cn/.default',
    authorityHost: 'https://login.chinacloudapi.cn',
    portalOrigin: 'https://portal.azure.cn',
    appDomain: 'azurecontainerapps.cn',
    pricesOrigin: null,
    logsOrigin: 'https://api.loganalytics.azure.cn',
  },
};
