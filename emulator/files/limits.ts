/** The longest file: 4 TiB. */
export const MAX_FILE_BYTES = 4 * 1024 ** 4;
/** One write carries at most this; more is refused as the service does. */
export const MAX_RANGE_BYTES = 4 * 1024 * 1024;
