import { isDeepStrictEqual } from 'node:util';
import type { TypedValue } from './contract.ts';
import { ExpressionError } from './expression.ts';
import { invalidTemplate, locateExpressionError, TemplateError } from './template-error.ts';
import type { RawParameter } from './template-schema.ts';
import { canonicalType, fitsType, isSecure } from './value-types.ts';
import { findKey, toText, typeName } from './values.ts';

type Declared = Record<string, RawParameter>;
type Supplied = Record<string, { value?: unknown }>;

const USAGE = 'Please see https://aka.ms/arm-create-parameter-file for usage details.';

/**
 * The parameters' values by their declared names: given, else the default (which may use other parameters).
 * `evaluateDefault` resolves a default; the reader is what `parameters('x')` calls.
 */
export function resolveParameters(
  declared: Declared,
  supplied: Supplied,
  evaluateDefault: (value: unknown, read: (name: string) => unknown) => unknown,
): { read(name: string): unknown; echo: Record<string, TypedValue> } {
  refuseUnknown(declared, supplied);
  const values = new Map<string, unknown>();
  const open: string[] = [];

  const read = (name: string): unknown => {
    const key = findKey(declared, name);
    const parameter = key === undefined ? undefined : declared[key];
    if (key === undefined || !parameter)
      throw new ExpressionError(
        `The template parameter '${name}' is not found. Please see https://aka.ms/arm-syntax-parameters for usage details.`,
      );
    if (values.has(key)) return values.get(key);
    if (open.includes(key))
      throw invalidTemplate(`The template parameters '${[...open, key].join("' -> '")}' refer to each other`);
    open.push(key);
    const value = settle(key, parameter, supplied, (raw) => evaluateDefault(raw, read));
    open.pop();
    values.set(key, value);
    return value;
  };

  return { read, echo: echoParameters(declared, read) };
}

/** Every parameter resolved, as the service repeats them; a secure one without its value. */
function echoParameters(declared: Declared, read: (name: string) => unknown): Record<string, TypedValue> {
  const echo: Record<string, TypedValue> = {};
  for (const [name, parameter] of Object.entries(declared)) {
    const value = locateExpressionError(`template parameter '${name}'`, () => read(name));
    echo[name] = {
      type: canonicalType(parameter.type),
      value: isSecure(parameter.type) ? undefined : value,
    };
  }
  return echo;
}

function refuseUnknown(declared: Declared, supplied: Supplied): void {
  const unknown = Object.keys(supplied).filter((name) => findKey(declared, name) === undefined);
  if (unknown.length === 0) return;
  throw invalidTemplate(
    `The following parameters were supplied, but do not correspond to any parameters defined in the template: '${unknown.join(', ')}'. The parameters defined in the template are: '${Object.keys(declared).join(', ')}'. Please see https://aka.ms/arm-pass-parameter-values for usage details.`,
  );
}

function settle(
  name: string,
  parameter: RawParameter,
  supplied: Supplied,
  evaluateDefault: (raw: unknown) => unknown,
): unknown {
  const key = findKey(supplied, name);
  const given = key === undefined ? undefined : supplied[key];
  if (given && (given.value === null || given.value === undefined)) {
    if (parameter.nullable) return null;
    throw new TemplateError(
      'InvalidDeploymentParameterValue',
      `The value of deployment parameter '${name}' is null. Please specify the value or use the parameter reference. See https://aka.ms/resource-manager-parameter-files for details.`,
    );
  }
  if (given) return check(name, parameter, given.value);
  if (parameter.defaultValue !== undefined) {
    const value = evaluateDefault(parameter.defaultValue);
    return value === null && parameter.nullable ? null : check(name, parameter, value);
  }
  if (parameter.nullable) return null;
  throw invalidTemplate(`The value for the template parameter '${name}' is not provided. ${USAGE}`);
}

function check(name: string, parameter: RawParameter, value: unknown): unknown {
  const wrong = (why: string) =>
    invalidTemplate(`The provided value for the template parameter '${name}' is not valid. ${why} ${USAGE}`);

  if (!fitsType(parameter.type, value))
    throw wrong(
      `Expected a value of type '${canonicalType(parameter.type)}', but received '${typeName(value)}'.`,
    );

  const allowed = parameter.allowedValues;
  if (allowed && !allowed.some((item) => isDeepStrictEqual(item, value)))
    throw invalidTemplate(
      `The provided value '${toText(value)}' for the template parameter '${name}' is not valid. The parameter value is not part of the allowed value(s): '${allowed.map(toText).join(',')}'.`,
    );

  const { minLength, maxLength, minValue, maxValue } = parameter;
  if (typeof value === 'string' || Array.isArray(value)) {
    if (minLength !== undefined && value.length < minLength)
      throw wrong(`Its length must be greater than or equal to '${minLength}'.`);
    if (maxLength !== undefined && value.length > maxLength)
      throw wrong(`Its length must be less than or equal to '${maxLength}'.`);
  }
  if (typeof value === 'number') {
    if (minValue !== undefined && value < minValue)
      throw wrong(`The value must be greater than or equal to '${minValue}'.`);
    if (maxValue !== undefined && value > maxValue)
      throw wrong(`The value must be less than or equal to '${maxValue}'.`);
  }
  return value;
}
