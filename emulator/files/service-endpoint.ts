import type { Call } from './call.ts';

/** The address under which the client reached this account, `http://127.0.0.1:4280/account/`. */
export function serviceEndpoint({ request, target }: Call): string {
  return `${new URL(request.url).origin}/${target.account}/`;
}
