import 'server-only';
import { type Catalogue, LEARN } from '@/lib/azure/catalogue/entry';

/** Queries of a workspace: https://learn.microsoft.com/azure/azure-monitor/logs/api/errors */
export const logAnalyticsCatalogue: Catalogue = {
  InsufficientAccessError: {
    kind: 'forbidden',
    sentence: 'The account may not read the logs in the workspace.',
    cause: 'It has no role that allows to query the Log Analytics workspace of the environment.',
    action: 'Ask an owner for the Log Analytics Reader role on the workspace.',
    link: `${LEARN}/azure/azure-monitor/logs/manage-access`,
  },
  PathNotFoundError: {
    kind: 'not_found',
    sentence: 'The workspace that the environment logs to is not there.',
    cause: 'The Log Analytics workspace was deleted, or is in another cloud.',
    action: 'Provision again, so that the environment logs to a workspace that is there.',
    link: `${LEARN}/azure/container-apps/log-monitoring`,
  },
};
