import { FilesError } from './files-error.ts';
import { MAX_RANGE_BYTES } from './limits.ts';

/** So many ranges are in memory at once, however many clients send: the others wait with theirs on the wire. */
const MAX_BUFFERS = 4;
/** How long one client may take to send its range; another waits for its turn twice as long. */
const SENDING_LIMIT_MS = 15_000;

type Message = Pick<Request, 'body'>;

/** Memory for bodies of known length, lent and used again: a gigabyte that comes in ranges takes no more than this. */
export class BodyBuffers {
  readonly #free: Buffer[] = [];
  readonly #waiting = new Set<(buffer: Buffer) => void>();
  readonly #limitMs: number;
  #made = 0;

  constructor(limitMs = SENDING_LIMIT_MS) {
    this.#limitMs = limitMs;
  }

  /**
   * Reads a whole body of `length` bytes, 4 MiB at most, for as long as it is used. Throws ServerBusy when its turn
   * does not come, OperationTimedOut when the body does not, and InvalidInput when it has another length.
   */
  async read<T>(message: Message, length: number, use: (content: Buffer) => Promise<T>): Promise<T> {
    const buffer = await this.#take();
    try {
      return await use(await fill(buffer, message, length, this.#limitMs));
    } finally {
      this.#give(buffer);
    }
  }

  async #take(): Promise<Buffer> {
    const free = this.#free.pop();
    if (free) return free;
    if (this.#made < MAX_BUFFERS) {
      this.#made += 1;
      return Buffer.allocUnsafeSlow(MAX_RANGE_BYTES);
    }
    const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
    this.#waiting.add(resolve);
    const timer = setTimeout(() => reject(new FilesError('ServerBusy')), 2 * this.#limitMs);
    try {
      return await promise;
    } finally {
      clearTimeout(timer);
      this.#waiting.delete(resolve);
    }
  }

  #give(buffer: Buffer): void {
    const [next] = this.#waiting;
    if (!next) {
      this.#free.push(buffer);
      return;
    }
    this.#waiting.delete(next);
    next(buffer);
  }
}

async function fill(buffer: Buffer, { body }: Message, length: number, limitMs: number): Promise<Buffer> {
  const reader = body?.getReader();
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    void reader?.cancel();
  }, limitMs);
  try {
    let size = 0;
    for (let next = await reader?.read(); next?.value; next = await reader?.read()) {
      if (size + next.value.byteLength > length) throw new FilesError('InvalidInput');
      buffer.set(next.value, size);
      size += next.value.byteLength;
    }
    if (size < length) throw new FilesError(isLate ? 'OperationTimedOut' : 'InvalidInput');
    return buffer.subarray(0, length);
  } finally {
    clearTimeout(timer);
  }
}
