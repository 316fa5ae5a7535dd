import { z } from 'zod';

export const TENANT = '5a3b1e00-0000-4000-8000-000000000001';

const answer = z.object({ access_token: z.string() });

/** Asks a local Azure for an application's token, as every OAuth client does. */
export async function askToken(
  url: string,
  resource = 'https://management.azure.com',
  tenant = TENANT,
): Promise<string> {
  const response = await fetch(`${url}/${tenant}/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: 'app',
      client_secret: 'any',
      scope: `${resource}/.default`,
    }),
  });
  return answer.parse(await response.json()).access_token;
}
