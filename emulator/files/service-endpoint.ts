import type { Call } from './call.ts';

/** The address under which the client reached this account: `http://127.0.0.1:4280/account/`, or by host name. */
export function serviceEndpoint({ request, target }: Call): string {
  const { origin } = new URL(request.url);
  return target.byHost ? `${origin}/` : `${origin}/${target.account}/`;
}
