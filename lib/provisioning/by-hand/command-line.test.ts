import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { azCommand } from '@/lib/provisioning/by-hand/command-line';

const at = { subscriptionId: '5a3b1e00-0000-4000-8000-000000000002', name: 'inference-20260102-030405' };

const expected = (resourceGroup: string) => [
  ...['az', 'deployment', 'group', 'create'],
  ...['--subscription', at.subscriptionId],
  ...['--resource-group', resourceGroup],
  ...['--name', at.name],
  ...['--template-file', 'inference.json'],
  ...['--parameters', '@inference.parameters.json'],
];

const GROUPS = ['rg-sample', 'rg (old) & new', 'größe_1.x', "it's", '$HOME`whoami`', 'a"b\\'];

test.each(GROUPS)('bash reads the command for %s as it is meant', (resourceGroup) => {
  const { bash } = azCommand({ ...at, resourceGroup });
  const read = execFileSync('bash', ['-c', `printf '%s\\0' ${bash}`], { encoding: 'utf8' });
  expect(read.split('\0').slice(0, -1)).toEqual(expected(resourceGroup));
});

/** By the rules of about_Quoting_Rules and about_Parsing: between single quotes all is literal, and two of them mean one. */
function readAsPowershell(line: string): string[] {
  return [...line.matchAll(/'((?:[^']|'')*)'|([A-Za-z0-9_./:=-]+)/g)].map(
    ([, quoted, plain]) => quoted?.replaceAll("''", "'") ?? plain ?? '',
  );
}

test.each(GROUPS)('PowerShell reads the command for %s as it is meant', (resourceGroup) => {
  const { powershell } = azCommand({ ...at, resourceGroup });
  expect(readAsPowershell(powershell)).toEqual(expected(resourceGroup));
  expect(powershell).toContain("'@inference.parameters.json'");
});
