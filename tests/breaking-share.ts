import type { FileShare } from '@/lib/azure/file-share';

/** How a share is lost: before a request gets there, or when it has been carried out and nobody hears of it. */
export type Loss = 'request' | 'answer';

const CHANGES = [
  'put',
  'allocate',
  'writeRange',
  'writeText',
  'rename',
  'copy',
  'makeDirectory',
  'deleteFile',
  'deleteEmptyDirectory',
] as const satisfies readonly (keyof FileShare)[];

/**
 * The share, but it is lost for good with the change that comes after so many others, as if the process had been killed there.
 * `onLoss` is told of it.
 */
export function breakingShare(
  share: FileShare,
  changes: number,
  loss: Loss,
  onLoss: () => unknown = () => {},
): FileShare {
  let left = changes;
  const breaking = { ...share };
  for (const name of CHANGES) {
    const change = share[name];
    Object.assign(breaking, {
      [name]: async (...args: unknown[]) => {
        left -= 1;
        if (left < 0 && (loss === 'request' || left < -1)) throw lost(onLoss);
        const answer: unknown = await Reflect.apply(change, share, args);
        if (left < 0) throw lost(onLoss);
        return answer;
      },
    });
  }
  return breaking;
}

function lost(onLoss: () => unknown): Error {
  onLoss();
  return new Error('the share is lost');
}
