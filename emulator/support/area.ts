/**
 * Operations that belong together, as the official clients call them. Each is a method and a path in lower case, with
 * `{}` for every name in it and `{scope}` for a subscription, a resource group or a resource.
 */
export type Area = {
  title: string;
  supported: Readonly<Record<string, string>>;
  refused?: Readonly<Record<string, string>>;
};

export const SUBSCRIPTION = '/subscriptions/{}';
export const GROUP = `${SUBSCRIPTION}/resourcegroups/{}`;

/** What every resource of a kind that has a location answers. */
export function resourceOperations(type: string): Record<string, string> {
  const [namespace = '', name = ''] = type.split('/');
  const item = `${GROUP}/providers/${namespace}/${name}/{}`;
  return {
    listByResourceGroup: `GET ${GROUP}/providers/${namespace}/${name}`,
    listBySubscription: `GET ${SUBSCRIPTION}/providers/${namespace}/${name}`,
    get: `GET ${item}`,
    createOrUpdate: `PUT ${item}`,
    update: `PATCH ${item}`,
    delete: `DELETE ${item}`,
  };
}
