'use client';

import { useState } from 'react';
import {
  checkParameters,
  type ParameterName,
  type ProvisionParameters,
  parameterNames,
} from '@/lib/config/parameters-schema';
import { readParametersText, withParameterValues } from '@/lib/config/parameters-text';
import type { ErrorInfo } from '@/lib/core/errors';

/** The parameters file as it was read. */
export type FileState = { text: string; version: string };

/** As the file has them, but a number field may be empty while it is being typed in. */
export type ParameterDraft = Omit<ProvisionParameters, 'maximumInstanceCount'> & {
  maximumInstanceCount: number | null;
};

/**
 * The file as the reader is changing it: one text, which the form and the JSON view both edit. A file that was read anew is
 * taken over at once when nothing has been changed here, else it is `theirs` until the reader has decided.
 */
export function useParameters(file: FileState) {
  const [base, setBase] = useState(file);
  const [seen, setSeen] = useState(file.version);
  const [theirs, setTheirs] = useState<FileState>();
  const [text, setText] = useState(file.text);
  /** The last text that could be read: what the form shows while the JSON view holds a half-written one. */
  const [readable, setReadable] = useState(file.text);
  /** Counts the changes that did not come from the form, so that parts with a memory of their own begin anew. */
  const [generation, setGeneration] = useState(0);

  const replace = (next: string) => {
    setText(next);
    if (readParametersText(next).ok) setReadable(next);
    setGeneration((current) => current + 1);
  };
  const adopt = (next: FileState, merged = next.text) => {
    setBase(next);
    setTheirs(undefined);
    replace(merged);
  };

  if (file.version !== seen) {
    setSeen(file.version);
    if (file.version === base.version) setTheirs(undefined);
    else if (text === base.text) adopt(file);
    else setTheirs(file);
  }

  const values = valuesOf(readable);
  const read = readParametersText(text);
  const checked = checkParameters(values);
  return {
    text,
    base,
    theirs,
    generation,
    draft: draftOf(values),
    values,
    /** What a provision would be given; undefined while something is wrong with it. */
    parameters: checked.ok && read.ok ? checked.values : undefined,
    /** Whether these values would hold together with the others. */
    allows: (change: Record<string, unknown>) => checkParameters({ ...values, ...change }).ok,
    /** Why the text of the JSON view is no parameters file, if it is none. */
    fault: read.ok ? undefined : read,
    errors: checked.ok ? {} : checked.fieldErrors,
    valid: checked.ok && read.ok,
    changed: text !== base.text,
    set(change: Record<string, unknown>) {
      const next = withParameterValues(readable, change);
      setText(next);
      setReadable(next);
    },
    replace,
    revert: () => replace(base.text),
    backToReadable: () => setText(readable),
    resolve: (merged: string) => theirs && adopt(theirs, merged),
    markSaved: (saved: FileState) => setBase(saved),
  };
}

export type ParametersForm = ReturnType<typeof useParameters>;

/** The values of a text; none of one that cannot be read. */
export function valuesOf(text: string): Record<string, unknown> {
  const read = readParametersText(text);
  return read.ok ? read.values : {};
}

/** What the fields show. A value of another type is shown as none, with its error beside it. */
function draftOf(values: Record<string, unknown>): ParameterDraft {
  const { defaultCommands, maximumInstanceCount, ...rest } = values;
  const commands = Array.isArray(defaultCommands) ? defaultCommands.map(String) : [];
  const count = typeof maximumInstanceCount === 'number' ? maximumInstanceCount : null;
  const fields = { defaultCommands: ['-'], maximumInstanceCount: 1 };
  const known = parameterNames.flatMap((name) => {
    if (!(name in rest)) return [];
    const single = checkParameters({ ...fields, [name]: rest[name] });
    const shown = single.ok ? single.values[name] : typeof rest[name] === 'string' ? rest[name] : null;
    return [[name, shown]];
  });
  const checked = checkParameters(fields);
  if (!checked.ok) throw new Error('The defaults of the parameters do not hold.');
  return {
    ...checked.values,
    ...Object.fromEntries(known),
    defaultCommands: commands,
    maximumInstanceCount: count,
  };
}

/** The messages of one field: what the browser found, else what the server refused. */
export function fieldErrors(
  name: ParameterName,
  errors: Record<string, string[]>,
  refused: ErrorInfo | undefined,
): string[] {
  return errors[name] ?? (refused?.target === name ? [refused.message] : []);
}
