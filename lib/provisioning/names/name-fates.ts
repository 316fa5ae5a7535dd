import 'server-only';
import { rememberTenant } from '@/lib/azure/known-tenants';
import type { NamingParameters } from '@/lib/config/parameters-schema';
import type { Project } from '@/lib/config/projects';
import type { ProvisionTarget } from '@/lib/provisioning/input';
import { readNameFacts } from '@/lib/provisioning/names/name-facts';
import {
  type NameFinding,
  type NameFindings,
  type NameParameter,
  topLevelTypes,
} from '@/lib/provisioning/names/name-parameters';
import {
  judgeAccount,
  judgeApp,
  judgeByPlace,
  judgeEnvironment,
  judgeMount,
  judgeShare,
  type Verdict,
} from '@/lib/provisioning/names/name-verdicts';

/**
 * What a provision would do with each name, and which names of its kind are there already. Throws the errors of Azure and of
 * the project's files.
 */
export async function nameFates(
  project: Project,
  target: ProvisionTarget,
  parameters: NamingParameters,
  signal?: AbortSignal,
): Promise<NameFindings> {
  if (target.tenantId) rememberTenant(target.subscriptionId, target.tenantId);
  const facts = await readNameFacts(project, target, parameters, signal);
  const { names, resources, shares, mounts } = facts;
  const ofType = (name: keyof typeof topLevelTypes) =>
    resources.filter(({ type }) => type.toLowerCase() === topLevelTypes[name]).map((each) => each.name);
  const finding = (parameter: NameParameter, verdict: Verdict, suggestions: string[]): NameFinding => ({
    ...names[parameter],
    ...(names[parameter].name === null ? unknown() : verdict),
    suggestions,
  });
  return {
    acaAppName: finding('acaAppName', judgeApp(facts), ofType('acaAppName')),
    acaEnvironmentName: finding('acaEnvironmentName', judgeEnvironment(facts), ofType('acaEnvironmentName')),
    storageAccountName: finding(
      'storageAccountName',
      await judgeAccount(facts, signal),
      ofType('storageAccountName'),
    ),
    fileShareName: finding('fileShareName', judgeShare(facts), shares),
    acaEnvironmentStorageName: finding(
      'acaEnvironmentStorageName',
      judgeMount(facts),
      mounts.map(({ name }) => name),
    ),
    acaLogAnalyticsName: finding(
      'acaLogAnalyticsName',
      judgeByPlace(facts, 'acaLogAnalyticsName'),
      ofType('acaLogAnalyticsName'),
    ),
  };
}

function unknown(): Verdict {
  return { fate: 'unknown', reason: 'Only Azure can tell the name.' };
}
