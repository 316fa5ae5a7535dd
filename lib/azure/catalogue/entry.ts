import 'server-only';
import type { ErrorKind } from '@/lib/core/errors';

/** What is known about one of Azure's error codes. Texts are whole sentences. */
export type CatalogueEntry = {
  kind: ErrorKind;
  /** What went wrong, for when Azure itself says nothing. */
  sentence: string;
  /** Why this happens. */
  cause: string;
  /** What to do about it. */
  action: string;
  /** Where Microsoft documents it. */
  link: string;
};

/** Keys are Azure's own spelling. */
export type Catalogue = Readonly<Record<string, CatalogueEntry>>;

export const LEARN = 'https://learn.microsoft.com';
export const TROUBLESHOOTING = `${LEARN}/azure/azure-resource-manager/troubleshooting`;

/** What to do about a template that Azure does not take. */
export const correctTemplate = 'Correct infra/provision/inference.json, then provision again.';
