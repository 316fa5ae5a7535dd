import * as z from 'zod/mini';

/** The keys of `infra/inference.config.json`, in the order of the file. */
export const configKeys = [
  'SUBSCRIPTION_ID',
  'RESOURCE_GROUP_NAME',
  'STORAGE_ACCOUNT_NAME',
  'FILE_SHARE_NAME',
  'ACA_APP_NAME',
  'ACA_APP_ENDPOINT',
] as const;

export type ConfigKey = (typeof configKeys)[number];
export type ConfigDraft = Record<ConfigKey, string>;

/** What is there to choose from for each name, as far as the others lead to it. */
export type ConfigSuggestions = Partial<Record<ConfigKey, string[]>>;

const typed = z._default(z.string('must be text').check(z.trim()), '');

/** What may be typed so far: any of the values, or none. */
export const partialDraftSchema = z.strictObject({
  SUBSCRIPTION_ID: z.pipe(typed, z.union([z.literal(''), z.guid()])),
  RESOURCE_GROUP_NAME: typed,
  STORAGE_ACCOUNT_NAME: typed,
  FILE_SHARE_NAME: typed,
  ACA_APP_NAME: typed,
  ACA_APP_ENDPOINT: typed,
});

const filled = z.string('must be text').check(z.trim(), z.minLength(1, 'must be filled in'));

/** What is typed or dropped, as the file has it: without blanks around it, and the endpoint as a host name alone. */
export const configDraftSchema = z.strictObject({
  SUBSCRIPTION_ID: z.pipe(filled, z.guid('must be an id such as 5a3b1e00-0000-4000-8000-000000000002')),
  RESOURCE_GROUP_NAME: filled,
  STORAGE_ACCOUNT_NAME: filled,
  FILE_SHARE_NAME: filled,
  ACA_APP_NAME: filled,
  ACA_APP_ENDPOINT: z.pipe(
    z.pipe(filled, z.transform(hostOf)),
    z.string().check(z.minLength(1, 'must be the host name of the app')),
  ),
});

const configCheckIds = [
  'subscription',
  'group',
  'account',
  'share',
  'app',
  'endpoint',
  'storage',
  'mount',
  'listens',
] as const;

/** One row of the board: whether a name exists, or fits the others. */
export type ConfigCheck = {
  id: (typeof configCheckIds)[number];
  /** `skipped`: another check that failed leaves nothing to look at. */
  state: 'passed' | 'warning' | 'failed' | 'skipped';
  message: string;
  /** What to do about it; always there for `failed` and `warning`. */
  action?: string;
  /** A value that would pass. */
  fix?: { key: ConfigKey; value: string };
};

/** The host name of what may have been pasted as a whole address; a port stays where it is not that of https anyway. */
export function hostOf(text: string): string {
  return text
    .trim()
    .replace(/^[a-z]+:\/\//i, '')
    .replace(/[/?#].*$/, '')
    .replace(/:443$/, '')
    .toLowerCase();
}

/** The six values of a dropped file, those that it lacks empty; null when it is no JSON object with any of them. */
export function readConfigText(text: string): ConfigDraft | null {
  const content = z.record(z.string(), z.unknown()).safeParse(parseJson(text));
  if (!content.success || !configKeys.some((key) => key in content.data)) return null;
  return draftOf(content.data);
}

/** The values as a form shows them: what is missing or is no text is empty. */
export function draftOf(content: Record<string, unknown>): ConfigDraft {
  const value = (key: ConfigKey) => {
    const found = content[key];
    return typeof found === 'string' ? found : '';
  };
  return {
    SUBSCRIPTION_ID: value('SUBSCRIPTION_ID'),
    RESOURCE_GROUP_NAME: value('RESOURCE_GROUP_NAME'),
    STORAGE_ACCOUNT_NAME: value('STORAGE_ACCOUNT_NAME'),
    FILE_SHARE_NAME: value('FILE_SHARE_NAME'),
    ACA_APP_NAME: value('ACA_APP_NAME'),
    ACA_APP_ENDPOINT: hostOf(value('ACA_APP_ENDPOINT')),
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}
