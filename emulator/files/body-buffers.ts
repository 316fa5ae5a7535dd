import { FilesError } from './files-error.ts';
import { MAX_RANGE_BYTES } from './limits.ts';

/** So many ranges are in memory at once, however many clients send: the others wait with theirs on the wire. */
const MAX_BUFFERS = 4;

/** Memory for bodies of known length, lent and used again: a gigabyte that comes in ranges takes no more than this. */
export class BodyBuffers {
  readonly #free: Buffer[] = [];
  readonly #waiting: ((buffer: Buffer) => void)[] = [];
  #made = 0;

  /** Reads a whole body of `length` bytes, 4 MiB at most, for as long as it is used. Throws when it has another length. */
  async read<T>(request: Request, length: number, use: (content: Buffer) => Promise<T>): Promise<T> {
    const buffer = await this.#take();
    try {
      return await use(await fill(buffer, request, length));
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
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  #give(buffer: Buffer): void {
    const next = this.#waiting.shift();
    if (next) next(buffer);
    else this.#free.push(buffer);
  }
}

async function fill(buffer: Buffer, request: Request, length: number): Promise<Buffer> {
  let size = 0;
  for await (const chunk of request.body ?? []) {
    if (size + chunk.byteLength > length) throw new FilesError('InvalidInput');
    buffer.set(chunk, size);
    size += chunk.byteLength;
  }
  if (size < length) throw new FilesError('InvalidInput');
  return buffer.subarray(0, length);
}
