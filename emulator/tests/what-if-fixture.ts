import type { WhatIfChange, WhatIfPropertyChange } from '@azure/arm-resourcesdeployments';
import { GROUP, QUICK, type TestEmulator } from './start-emulator.ts';
import type { Given } from './template-fixture.ts';

export async function askWhatIf(azure: TestEmulator, body: object, given: Given = {}, group = GROUP) {
  const { mode = 'Incremental', parameters } = given;
  const result = await azure.deployments.deployments.whatIf(
    group,
    'foreseen',
    { properties: { mode, template: { ...body }, parameters } },
    QUICK,
  );
  return { ...result, changes: result.changes ?? [] };
}

/** `{ 'storageAccounts/a': 'Modify' }` */
export function changeTypes(changes: WhatIfChange[]): Record<string, string> {
  return Object.fromEntries(changes.map(({ resourceId, changeType }) => [shortId(resourceId), changeType]));
}

/** Where something changes: `Modify properties.a`, with the way into lists. */
export function changedPaths(delta: WhatIfPropertyChange[] | undefined, parent = ''): string[] {
  return (delta ?? []).flatMap(({ path, propertyChangeType, children }) => {
    const full = parent === '' ? path : `${parent} ${path}`;
    return children?.length ? changedPaths(children, full) : [`${propertyChangeType} ${full}`];
  });
}

const shortId = (id = '') => id.split('/providers/')[1]?.replace(/^[^/]*\//, '') ?? id;
