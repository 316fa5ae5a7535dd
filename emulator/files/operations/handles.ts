import { type Operation, shareOf } from '../call.ts';
import { xmlResponse } from '../xml.ts';

/** There is no SMB here, so nothing ever holds a handle open. */
export const listHandles: Operation = async (call) => {
  const { account, share } = shareOf(call);
  await call.parts.entries.spot(account, share, call.target.path);
  return xmlResponse(200, { EnumerationResults: { Entries: '', NextMarker: '' } });
};

export const closeHandles: Operation = async (call) => {
  const { account, share } = shareOf(call);
  await call.parts.entries.spot(account, share, call.target.path);
  const none = { 'x-ms-number-of-handles-closed': '0', 'x-ms-number-of-handles-failed': '0' };
  return new Response(null, { headers: none });
};
