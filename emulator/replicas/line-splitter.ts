import { StringDecoder } from 'node:string_decoder';

/** A longer line is passed on in pieces, as container runtimes do. */
export const MAX_LINE_CHARACTERS = 16_384;

/** Cuts a byte stream into lines; characters and lines may lie across chunk borders. */
export class LineSplitter {
  readonly #decoder = new StringDecoder('utf8');
  #rest = '';

  push(chunk: Buffer): string[] {
    const parts = (this.#rest + this.#decoder.write(chunk)).split('\n');
    this.#rest = parts.pop() ?? '';
    const lines = parts.flatMap(pieces);
    while (this.#rest.length > MAX_LINE_CHARACTERS) {
      lines.push(this.#rest.slice(0, MAX_LINE_CHARACTERS));
      this.#rest = this.#rest.slice(MAX_LINE_CHARACTERS);
    }
    return lines;
  }

  /** The unfinished last line, if there is one. */
  end(): string[] {
    const rest = this.#rest + this.#decoder.end();
    this.#rest = '';
    return rest === '' ? [] : pieces(rest);
  }
}

function pieces(line: string): string[] {
  const text = line.endsWith('\r') ? line.slice(0, -1) : line;
  const result = [text.slice(0, MAX_LINE_CHARACTERS)];
  for (let at = MAX_LINE_CHARACTERS; at < text.length; at += MAX_LINE_CHARACTERS) {
    result.push(text.slice(at, at + MAX_LINE_CHARACTERS));
  }
  return result;
}
