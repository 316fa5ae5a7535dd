import type { Resource } from '../../state/models.ts';

/** What a template is checked against. */
export type Surroundings = {
  appName: string;
  environment: Resource;
  profileName: string | undefined;
  /** By name. */
  secrets: Record<string, string>;
};
