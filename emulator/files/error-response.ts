import type { FilesErrorCode } from './error-codes.ts';
import { FilesError, isSystemError } from './files-error.ts';
import { type XmlElement, xmlResponse } from './xml.ts';

const CHALLENGE =
  'Bearer authorization_uri=https://login.microsoftonline.com/common/oauth2/authorize resource_id=https://storage.azure.com';

/** The answer that an error stands for: its code in a header and in XML, with the request's id and time. */
export function errorResponse(error: unknown, requestId: string, nowMs: number): Response {
  const known = error instanceof FilesError ? error : fromSystem(error);
  const time = new Date(nowMs).toISOString().replace('Z', '0000Z');
  const message = `${known.message}\nRequestId:${requestId}\nTime:${time}`;
  const details = Object.entries(known.details).map(([name, value]): XmlElement => [name, value]);
  const response = xmlResponse(known.status, [
    'Error',
    [['Code', known.code], ['Message', message], ...details],
  ]);
  const code: FilesErrorCode = known.code;
  response.headers.set('x-ms-error-code', code);
  if (known.status === 401) response.headers.set('www-authenticate', CHALLENGE);
  return response;
}

/** What the disk refused, as the service would say it; never with the path that it was refused on. */
function fromSystem(error: unknown): FilesError {
  if (isSystemError(error, 'ENOSPC', 'EDQUOT')) return new FilesError('ShareSizeLimitReached');
  if (isSystemError(error, 'ENAMETOOLONG')) return new FilesError('OutOfRangeInput');
  if (isSystemError(error, 'EACCES', 'EPERM', 'EROFS')) return new FilesError('ReadOnlyAttribute');
  if (isSystemError(error, 'ENOENT', 'ENOTDIR')) return new FilesError('ResourceNotFound');
  const code = error instanceof Error && 'code' in error ? ` ${error.code}` : '';
  const kind = error instanceof Error ? error.name : typeof error;
  return new FilesError('InternalError', { Reason: `${kind}${code}` });
}
