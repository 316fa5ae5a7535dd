import 'server-only';
import { z } from 'zod';
import { armParameters } from '@/lib/azure/arm-parameters';
import { rememberTenant } from '@/lib/azure/known-tenants';
import { isReference } from '@/lib/config/key-vault-reference';
import type { ProvisionParameters } from '@/lib/config/parameters-schema';
import type { Project } from '@/lib/config/projects';
import { azCommand, PARAMETERS_FILE, TEMPLATE_FILE } from '@/lib/provisioning/by-hand/command-line';
import { deploymentParameters } from '@/lib/provisioning/deployment-parameters';
import type { ProvisionTarget } from '@/lib/provisioning/input';
import { readTemplate, type Template } from '@/lib/provisioning/template';
import { declaredName, isSecure } from '@/lib/provisioning/template-facts';

const SCHEMA = 'https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#';

export type ExportedDeployment = {
  /** For either shell, in the folder of the two files. */
  command: { bash: string; powershell: string };
  /** What the files must be called. */
  files: { template: string; parameters: string };
  /** The text of the parameters file: what a provision would send, without anything secret. */
  parameters: string;
  /** What the file does not hold, and what comes of that: a sentence each. */
  leftOut: string[];
};

const named = z.array(z.looseObject({ name: z.string() }));
const namedSchema = z.union([named, z.looseObject({ list: named })]);

/** What it takes to deploy with the Azure CLI what a provision would. Throws as `deploymentParameters`. */
export async function exportDeployment(
  project: Project,
  target: ProvisionTarget,
  parameters: ProvisionParameters,
  signal?: AbortSignal,
): Promise<ExportedDeployment> {
  const { tenantId, subscriptionId, resourceGroup } = target;
  if (tenantId) rememberTenant(subscriptionId, tenantId);
  const template = await readTemplate(project);
  const values = await deploymentParameters(project, target, parameters, signal);
  const open = Object.entries(values).filter(
    ([name, value]) => isReference(value) || !(isSecure(template, name) || name === 'environmentVariables'),
  );
  const file = {
    $schema: SCHEMA,
    contentVersion: '1.0.0.0',
    parameters: armParameters(Object.fromEntries(open)),
  };
  const stamp = new Date()
    .toISOString()
    .replaceAll(/[-:]|\..*/g, '')
    .replace('T', '-');
  return {
    command: azCommand({ subscriptionId, resourceGroup, name: `inference-${stamp}` }),
    files: { template: TEMPLATE_FILE, parameters: PARAMETERS_FILE },
    parameters: `${JSON.stringify(file, null, 2)}\n`,
    leftOut: leftOutOf(template, values, parameters),
  };
}

function leftOutOf(
  template: Template,
  values: Record<string, unknown>,
  given: ProvisionParameters,
): string[] {
  const names = [...namesIn(values.environmentVariables), ...namesIn(values.appSecrets)];
  const sentences = Object.keys(given)
    .filter((name) => isSecure(template, name) && !isReference(values[name]) && values[name] !== undefined)
    .map((name) => secretSentence(template, name));
  if (names.length > 0) {
    sentences.push(
      `The app’s own variables and secrets (${names.join(', ')}): the command takes them from the app. Set them again under Settings, Environment.`,
    );
  }
  if (given.endpointKey) {
    sentences.push('The endpoint’s key: the command gives the app a new one, which callers must be told.');
  }
  return sentences;
}

function secretSentence(template: Template, name: string): string {
  const hasDefault = template.parameters[declaredName(template, name) ?? '']?.defaultValue !== undefined;
  return hasDefault
    ? `${name}, a secret: the template’s default counts unless you add it to the command.`
    : `${name}, a secret: the command asks for it.`;
}

/** The names of what is listed, as `[{ name }]` or as `{ list: [{ name }] }`. */
function namesIn(value: unknown): string[] {
  const listed = namedSchema.safeParse(value).data ?? [];
  return (Array.isArray(listed) ? listed : listed.list).map(({ name }) => name);
}
