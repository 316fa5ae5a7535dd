import { type Call, type Operation, placeOf } from '../call.ts';
import { FilesError, missingHeader } from '../files-error.ts';
import { xmlResponse } from '../xml.ts';

/** There is no SMB here, so nothing ever holds a handle open. */
export const listHandles: Operation = async (call) => {
  await requireEntry(call);
  return xmlResponse(200, [
    'EnumerationResults',
    [
      ['Entries', ''],
      ['NextMarker', ''],
    ],
  ]);
};

export const closeHandles: Operation = async (call) => {
  if (!call.request.headers.has('x-ms-handle-id')) throw missingHeader('x-ms-handle-id');
  await requireEntry(call);
  const none = { 'x-ms-number-of-handles-closed': '0', 'x-ms-number-of-handles-failed': '0' };
  return new Response(null, { headers: none });
};

/** Handles are asked for by path alone, whether it is a file's or a directory's. */
async function requireEntry(call: Call): Promise<void> {
  const { stats } = await call.parts.entries.spot(placeOf(call));
  if (!stats?.isFile() && !stats?.isDirectory()) throw new FilesError('ResourceNotFound');
}
