import 'server-only';

/** What the two downloads are called; the command names them so. */
export const TEMPLATE_FILE = 'inference.json';
export const PARAMETERS_FILE = 'inference.parameters.json';

/** What an argument may consist of for neither shell to read anything into it. */
const PLAIN = /^[A-Za-z0-9_./:=-]+$/;

type Deployment = { subscriptionId: string; resourceGroup: string; name: string };

/** The command of the Azure CLI that deploys the two downloads from the folder they are in, for either shell. */
export function azCommand({ subscriptionId, resourceGroup, name }: Deployment): {
  bash: string;
  powershell: string;
} {
  const words = [
    ...['az', 'deployment', 'group', 'create'],
    ...['--subscription', subscriptionId],
    ...['--resource-group', resourceGroup],
    ...['--name', name],
    ...['--template-file', TEMPLATE_FILE],
    ...['--parameters', `@${PARAMETERS_FILE}`],
  ];
  return { bash: words.map(bashWord).join(' '), powershell: words.map(powershellWord).join(' ') };
}

function bashWord(word: string): string {
  return PLAIN.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

/** An unquoted `@` would be taken for a variable there. */
function powershellWord(word: string): string {
  return PLAIN.test(word) ? word : `'${word.replaceAll("'", "''")}'`;
}
