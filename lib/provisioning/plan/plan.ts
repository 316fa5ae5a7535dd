/** What a provision would do: shown before it is done, and required to do it. */
export type Plan = {
  id: string;
  /** ISO 8601. */
  madeAt: string;
  /** ISO 8601: from then on the plan is stale and must be made anew. */
  expiresAt: string;
  /** SHA-256 in hex of the target, the parameters and the template that the plan was made of. */
  fingerprint: string;
  checks: Check[];
  /** Null when Azure could not say what would change; a check then says why. */
  changes: PlannedChange[] | null;
  /** How many resources of the group the template does not touch. */
  untouched: number;
  /** Null when no prices could be had. */
  cost: CostEstimate | null;
};

/** The parts of a plan as they become known, for whoever watches it being made. */
export type PlanPart =
  | { type: 'check'; check: Check }
  | { type: 'changes'; changes: PlannedChange[]; untouched: number }
  | { type: 'cost'; cost: CostEstimate }
  | { type: 'plan'; plan: Plan };

/** In the order of the board. */
export const checkIds = [
  'credentials',
  'template',
  'providers',
  'permissions',
  'location',
  'profile',
  'quota',
  'names',
  'storage-name',
  'shared-keys',
  'model-files',
  'commands',
  'history',
  'other-deployments',
  'validation',
] as const;

export type CheckId = (typeof checkIds)[number];

export type Check = {
  id: CheckId;
  /** `skipped`: another check that failed leaves nothing to look at. */
  state: 'passed' | 'warning' | 'failed' | 'skipped';
  /** One sentence: what was found. */
  message: string;
  /** One sentence: what to do about it; always there for `failed` and `warning`. */
  action?: string;
  fixes?: CheckFix[];
};

/** What a button beside a check can do. */
export type CheckFix =
  | { type: 'register-providers'; namespaces: string[] }
  /** Puts values into the form, such as another region or profile. `label` names the choice. */
  | { type: 'set-parameters'; label: string; values: Record<string, unknown> }
  /** Has the group forget that many deployments of Slipway's, the oldest ones; what they made stays. */
  | { type: 'prune-history'; count: number }
  | { type: 'open-link'; label: string; href: string };

export type ChangeKind = 'create' | 'change' | 'reuse' | 'noise' | 'unknown';

/** One resource of the template. `noise`: Azure reports differences that an update does not make. */
export type PlannedChange = {
  id: string;
  resourceType: string;
  name: string;
  kind: ChangeKind;
  properties: PropertyChange[];
};

export type PropertyChange = {
  /** Dotted, with names or indexes of list entries in brackets: `properties.workloadProfiles[GPU].maximumCount`. */
  path: string;
  kind: 'added' | 'removed' | 'changed';
  /** Of any JSON type; secrets are masked. */
  before?: unknown;
  after?: unknown;
  noise: boolean;
};

/** What the planned resources cost, taxes and data transfer left out. Amounts are in `currency`. */
export type CostEstimate = {
  /** ISO 4217. */
  currency: string;
  /** The region that the prices are for. */
  location: string;
  /** ISO 8601: when the price list was read. */
  pricedAt: string;
  lines: CostLine[];
  /** While the replicas that the app keeps at least wait for work, and while it runs at its most. */
  perHour: { least: number; most: number };
  perMonth: { least: number; most: number };
  /** A week in which nobody thinks of it. */
  perForgottenWeek: { least: number; most: number };
  /** What the price list has no entry for; these are not in the sums. */
  missing: string[];
};

export type CostLine = {
  /** The meter's name in the price list. */
  meter: string;
  unitPrice: number;
  /** As the price list has it: `1 Hour`, `1 Second`, `1 GB/Month`. */
  unit: string;
  /** Units in an hour, at the least and at the most. */
  quantityPerHour: { least: number; most: number };
  perHour: { least: number; most: number };
};
