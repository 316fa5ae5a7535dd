import { z } from 'zod';
import { type Operation, shareOf } from '../call.ts';
import { badHeader, FilesError, missingHeader, notSupported } from '../files-error.ts';
import { readBody } from '../read-body.ts';
import { INHERITED_PERMISSION, isInheritedKey, requireSddl } from '../smb-headers.ts';

const MAX_BODY_BYTES = 64 * 1024;
const KEY = 'x-ms-file-permission-key';
const body = z.object({ permission: z.string(), format: z.string().optional() });

/** Keeps a permission of a share; entries refer to it by the key that is answered. */
export const createPermission: Operation = async (call) => {
  const name = shareOf(call);
  await call.parts.shares.get(name.account, name.share);
  const { permission, format } = await readPermission(call.request);
  requireSddlFormat(format);
  const key = await call.parts.sidecars.writePermission(name, requireSddl(permission));
  return new Response(null, { status: 201, headers: { [KEY]: key } });
};

export const getPermission: Operation = async (call) => {
  const name = shareOf(call);
  await call.parts.shares.get(name.account, name.share);
  const { headers } = call.request;
  requireSddlFormat(headers.get('x-ms-file-permission-format') ?? undefined);
  const key = headers.get(KEY);
  if (key === null) throw missingHeader(KEY);
  const permission = isInheritedKey(key)
    ? INHERITED_PERMISSION
    : await call.parts.sidecars.readPermission(name, key);
  if (permission === undefined) throw new FilesError('FileInvalidPermissionKey');
  return Response.json({ permission });
};

async function readPermission(request: Request): Promise<z.infer<typeof body>> {
  const text = (await readBody(request, MAX_BODY_BYTES)).toString('utf8');
  try {
    return body.parse(JSON.parse(text));
  } catch {
    throw new FilesError('InvalidInput');
  }
}

function requireSddlFormat(format: string | undefined): void {
  if (format === undefined || /^sddl$/i.test(format)) return;
  if (/^binary$/i.test(format)) throw notSupported('permissions in binary');
  throw badHeader('x-ms-file-permission-format', format);
}
