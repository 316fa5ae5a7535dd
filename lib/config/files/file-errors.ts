import 'server-only';
import { AppError } from '@/lib/core/errors';

/** The file, or a folder on the way to it, is not there. */
export function fileMissing(path: string, cause?: unknown): AppError {
  const info = {
    code: 'file_missing',
    message: `The project has no ${path}.`,
    action: 'It may have been removed or renamed: choose another from the list.',
    target: path,
  };
  return new AppError('not_found', info, { cause });
}

/** A link is on the way, or the file is one. */
export function fileIsLink(path: string): AppError {
  return new AppError('forbidden', {
    code: 'file_is_link',
    message: `${path} is a symbolic link or lies behind one; links are not followed, for they can lead out of the project.`,
    action: 'Open the file that the link leads to, or put a copy of it in its place.',
    target: path,
  });
}

/** A folder, a device or another thing without a text. */
export function fileNotPlain(path: string): AppError {
  return new AppError('bad_input', {
    code: 'file_not_plain',
    message: `${path} is not a plain file.`,
    action: 'Choose a file from the list.',
    target: path,
  });
}

/** There is something of that name already. */
export function fileExists(path: string): AppError {
  return new AppError('conflict', {
    code: 'file_exists',
    message: `The project has ${path} already.`,
    action: 'Open it, or choose another name.',
    target: path,
  });
}

/** The file is not the version that the writer has seen, or it is gone. */
export function fileChanged(path: string): AppError {
  return new AppError('conflict', {
    code: 'file_changed',
    message: `${path} was changed by someone else since you opened it.`,
    action: 'Look at what differs, then keep your text or take theirs.',
    target: path,
  });
}

/** The disk refuses: no rights, no room, a fault. */
export function fileRefused(path: string, cause: unknown): AppError {
  const info = {
    code: 'file_unavailable',
    message: `${path} cannot be read or changed; it is as it was.`,
    action: 'Check that the user that runs Slipway may do it and that the disk has room.',
    target: path,
  };
  return new AppError('unavailable', info, { cause });
}

/** No file that the editor takes. `why` ends a sentence that begins with the path. */
export function textRefused(path: string, why: string): AppError {
  return new AppError('bad_input', {
    code: 'file_text_refused',
    message: `${path} ${why}.`,
    action: 'Change the text, or edit the file with another program.',
    target: path,
  });
}
