/** Status and message of each error code that this service answers with, in the service's own words. */
const ERRORS = {
  AuthenticationFailed: [
    403,
    'Server failed to authenticate the request. Make sure the value of Authorization header is formed correctly including the signature.',
  ],
  AuthorizationPermissionMismatch: [
    403,
    'This request is not authorized to perform this operation using this permission.',
  ],
  AuthorizationResourceTypeMismatch: [
    403,
    'This request is not authorized to perform this operation using this resource type.',
  ],
  AuthorizationServiceMismatch: [
    403,
    'This request is not authorized to perform this operation using this service.',
  ],
  DirectoryNotEmpty: [409, 'The specified directory is not empty.'],
  InternalError: [500, 'The server encountered an internal error. Please retry the request.'],
  InvalidHeaderValue: [400, 'The value for one of the HTTP headers is not in the correct format.'],
  InvalidQueryParameterValue: [
    400,
    'Value for one of the query parameters specified in the request URI is invalid.',
  ],
  InvalidRange: [416, 'The range specified is invalid for the current size of the resource.'],
  InvalidResourceName: [400, 'The specified resource name contains invalid characters.'],
  InvalidUri: [400, 'The requested URI does not represent any resource on the server.'],
  Md5Mismatch: [
    400,
    'The MD5 value specified in the request did not match with the MD5 value calculated by the server.',
  ],
  MissingRequiredHeader: [400, 'An HTTP header that is mandatory for this request is not specified.'],
  NoAuthenticationInformation: [
    401,
    'Server failed to authenticate the request. Please refer to the information in the www-authenticate header.',
  ],
  NotImplemented: [501, 'The requested operation is not implemented on the specified resource.'],
  OutOfRangeInput: [400, 'The specified resource name length is not within the permissible limits.'],
  ParentNotFound: [404, 'The specified parent path does not exist.'],
  RequestBodyTooLarge: [413, 'The request body is too large and exceeds the maximum permissible limit.'],
  ResourceAlreadyExists: [409, 'The specified resource already exists.'],
  ResourceNotFound: [404, 'The specified resource does not exist.'],
  ResourceTypeMismatch: [
    409,
    'The specified resource type does not match the type of the existing resource.',
  ],
  ShareAlreadyExists: [409, 'The specified share already exists.'],
  ShareNotFound: [404, 'The specified share does not exist.'],
} as const satisfies Record<string, readonly [status: number, message: string]>;

export type FilesErrorCode = keyof typeof ERRORS;

/** An answer that is an error of the service; `detail` adds what was wrong here. */
export class FilesError extends Error {
  readonly code: FilesErrorCode;
  readonly status: number;

  constructor(code: FilesErrorCode, detail?: string) {
    const [status, message] = ERRORS[code];
    super(detail ? `${message} ${detail}` : message);
    this.name = 'FilesError';
    this.code = code;
    this.status = status;
  }
}

/** True for an error of the file system with one of these codes (`ENOENT`). */
export function isSystemError(error: unknown, ...codes: string[]): boolean {
  return (
    error instanceof Error && 'code' in error && typeof error.code === 'string' && codes.includes(error.code)
  );
}
