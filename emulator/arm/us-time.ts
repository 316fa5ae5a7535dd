/** `5/14/2023 3:07:05 PM`, as ARM writes a moment, given in milliseconds since 1970, into a sentence. */
export function usTime(ms: number): string {
  const moment = new Date(ms);
  const [, minutesAndSeconds = ''] = /T\d+:(\d+:\d+)/.exec(moment.toISOString()) ?? [];
  const hours = moment.getUTCHours();
  const day = `${moment.getUTCMonth() + 1}/${moment.getUTCDate()}/${moment.getUTCFullYear()}`;
  return `${day} ${hours % 12 || 12}:${minutesAndSeconds} ${hours < 12 ? 'AM' : 'PM'}`;
}
