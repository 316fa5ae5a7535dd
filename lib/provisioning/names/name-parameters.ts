/** The parameters that name a resource, in the order of the form. */
export const nameParameters = [
  'acaAppName',
  'acaEnvironmentName',
  'storageAccountName',
  'fileShareName',
  'acaEnvironmentStorageName',
  'acaLogAnalyticsName',
] as const;

export type NameParameter = (typeof nameParameters)[number];

/** The types of those that a resource group lists by itself, in lower case. */
export const topLevelTypes = {
  acaAppName: 'microsoft.app/containerapps',
  acaEnvironmentName: 'microsoft.app/managedenvironments',
  storageAccountName: 'microsoft.storage/storageaccounts',
  acaLogAnalyticsName: 'microsoft.operationalinsights/workspaces',
} as const satisfies Partial<Record<NameParameter, string>>;

/** What a provision would do to the resource of a name. */
export type NameFate = 'reuse' | 'update' | 'create' | 'conflict' | 'unknown';

/** What is behind the name of one parameter. */
export type NameFinding = {
  /** What it comes down to; null when only Azure can tell. */
  name: string | null;
  origin: 'given' | 'finetuning' | 'group' | 'template';
  fate: NameFate;
  /** One sentence: why. */
  reason: string;
  /** Names of that kind that are there already. */
  suggestions: string[];
};

export type NameFindings = Record<NameParameter, NameFinding>;
