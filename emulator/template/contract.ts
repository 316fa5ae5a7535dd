import type { Places } from './place.ts';

/** What a template is expanded against: where it is deployed, by which name and when. */
export type TemplateScope = {
  tenantId: string;
  subscription: { id: string; subscriptionId: string; tenantId: string; displayName: string };
  /** Absent in a deployment to the subscription. */
  resourceGroup?: {
    id: string;
    name: string;
    type: string;
    location: string;
    tags?: Record<string, string>;
    properties: { provisioningState: string };
  };
  deploymentName: string;
  /** Where a deployment to the subscription is kept. */
  location?: string;
  /** ISO 8601, UTC: what `utcNow()` answers in a parameter's default. */
  utcNow: string;
};

/** Thrown by a Runtime that cannot know an answer before the deployment has run. */
export class Unanswerable extends Error {}

/** The answers that a template needs from resources while it is being deployed. */
export type Runtime = {
  /** The resource's `properties`, or with `full` the whole resource. */
  reference(resourceId: string, apiVersion: string | undefined, full: boolean): Promise<unknown>;
  /** The answer of a POST action such as `listKeys`. */
  list(
    functionName: string,
    resourceId: string,
    apiVersion: string | undefined,
    body?: unknown,
  ): Promise<unknown>;
};

/** One resource to deploy, after loops and nesting are unrolled. */
export type ResourceNode = {
  id: string;
  /** How the template names it; absent in one that lists its resources. */
  symbol?: string;
  /** Full type, `Microsoft.Storage/storageAccounts/fileServices`. */
  type: string;
  /** Full name, one segment per type segment: `account/default`. */
  name: string;
  apiVersion: string;
  /** Where it is deployed, as the template spells it; undefined for a type without a place. */
  location: string | undefined;
  /** False when the resource's `condition` is false: it is not deployed and nothing waits for it. */
  enabled: boolean;
  /** Ids of enabled resources of this template, those implied by `reference()` and `list*()` included. */
  dependsOn: string[];
  /** What is PUT: `location`, `tags`, `sku`, `kind`, `properties` …, every expression resolved. */
  body(runtime: Runtime): Promise<Record<string, unknown>>;
  /** As `body`; an expression whose answer is Unanswerable stays the text that it is in the template. */
  foreseenBody(runtime: Runtime): Promise<Record<string, unknown>>;
};

/** A value of a deployment; a parameter of a secure type has none. */
export type TypedValue = { type: string; value: unknown };

export type ExpandedTemplate = {
  parameters: Record<string, TypedValue>;
  /** What the parameters of secure types are, given or by default: never to be told. */
  secureValues: unknown[];
  resources: ResourceNode[];
  outputs(runtime: Runtime): Promise<Record<string, TypedValue>>;
};

export type TemplateInput = {
  template: unknown;
  parameters: Record<string, { value?: unknown }>;
  scope: TemplateScope;
  /** Finds parts of the template in the request, for errors; absent when its text is not at hand. */
  places?: Places;
};
