import 'server-only';
import { appDescriptionCatalogue } from '@/lib/azure/catalogue/app-description';
import { armCatalogue } from '@/lib/azure/catalogue/arm';
import { containerAppsCatalogue } from '@/lib/azure/catalogue/container-apps';
import { deploymentCatalogue } from '@/lib/azure/catalogue/deployments';
import type { Catalogue, CatalogueEntry } from '@/lib/azure/catalogue/entry';
import { environmentCatalogue } from '@/lib/azure/catalogue/environments';
import { logAnalyticsCatalogue } from '@/lib/azure/catalogue/log-analytics';
import { notSignedIn, signInCatalogue } from '@/lib/azure/catalogue/sign-in';
import { storageCatalogue } from '@/lib/azure/catalogue/storage';
import { templateCatalogue } from '@/lib/azure/catalogue/templates';
import type { ErrorKind } from '@/lib/core/errors';

/** Every code of Azure that Slipway can explain. */
export const catalogue: Catalogue = {
  ...signInCatalogue,
  ...armCatalogue,
  ...deploymentCatalogue,
  ...templateCatalogue,
  ...containerAppsCatalogue,
  ...environmentCatalogue,
  ...appDescriptionCatalogue,
  ...storageCatalogue,
  ...logAnalyticsCatalogue,
};

/** What is known of an error: all of a catalogued code, a kind and an action of any other. */
export type Advice = { kind: ErrorKind; action: string } & Partial<CatalogueEntry>;

/** The advice for a code of Azure's, by the catalogue first and by the HTTP status else. */
export function adviceFor(code: string, status: number | undefined): Advice {
  return (Object.hasOwn(catalogue, code) && catalogue[code]) || adviceForStatus(status);
}

function adviceForStatus(status: number | undefined): Advice {
  if (status === 401) return notSignedIn;
  if (status === 403) return byKind('forbidden', 'AuthorizationFailed');
  if (status === 404) return { kind: 'not_found', action: 'Check the names, or provision again.' };
  if (status === 409) return byKind('conflict', 'Conflict');
  if (status === 429) return byKind('throttled', 'TooManyRequests');
  if (status !== undefined && status < 500) {
    return { kind: 'bad_input', action: 'Correct what the message names, then try again.' };
  }
  return byKind('unavailable', 'ServiceUnavailable');
}

/** An unknown code has the action of a known one of its status, but neither its cause nor its link. */
function byKind(kind: ErrorKind, like: keyof typeof armCatalogue): Advice {
  return { kind, action: armCatalogue[like]?.action ?? 'Try again in a few minutes.' };
}
