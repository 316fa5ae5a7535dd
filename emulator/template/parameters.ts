import type { TypedValue } from './contract.ts';
import { ExpressionError } from './expression.ts';
import { at, type Place, type Places } from './place.ts';
import { invalidTemplate, locateExpressionError, TemplateError } from './template-error.ts';
import type { RawParameter } from './template-schema.ts';
import { isAllowed, problemOf } from './type-problems.ts';
import { canonicalType, type Definitions, followReference, isSecure } from './value-types.ts';
import { findKey, toText } from './values.ts';

type Declared = Record<string, RawParameter>;
type Supplied = Record<string, { value?: unknown }>;

type Declarations = { declared: Declared; definitions: Definitions; places: Places };

/**
 * The parameters' values by their declared names: given, else the default (which may use other parameters).
 * `evaluateDefault` resolves a default; the reader is what `parameters('x')` calls.
 */
export function resolveParameters(
  { declared, definitions, places }: Declarations,
  supplied: Supplied,
  evaluateDefault: (value: unknown, read: (name: string) => unknown) => unknown,
): { read(name: string): unknown; echo: Record<string, TypedValue>; secureValues: unknown[] } {
  refuseUnknown(declared, supplied);
  const values = new Map<string, unknown>();
  const open: string[] = [];

  const settle = (name: string, parameter: RawParameter): unknown => {
    const place = () => places(['parameters', name]);
    const type = followReference(parameter, definitions);
    const key = findKey(supplied, name);
    const given = key === undefined ? undefined : supplied[key];
    if (given && (given.value === null || given.value === undefined)) {
      if (type.nullable) return null;
      throw new TemplateError(
        'InvalidDeploymentParameterValue',
        `The value of deployment parameter '${name}' is null. Please specify the value or use the parameter reference. See https://aka.ms/arm-create-parameter-file for details.`,
      );
    }
    if (!given && parameter.defaultValue === undefined) {
      if (type.nullable) return null;
      throw invalidTemplate(
        `The value for the template parameter '${name}' ${at(place())} is not provided. Please see https://aka.ms/arm-create-parameter-file for usage details.`,
        place(),
      );
    }
    const value = given ? given.value : evaluateDefault(parameter.defaultValue, read);
    check(name, value, { ...parameter, ...type }, definitions, place);
    return value;
  };

  const read = (name: string): unknown => {
    const key = findKey(declared, name);
    const parameter = key === undefined ? undefined : declared[key];
    if (key === undefined || !parameter)
      throw new ExpressionError(
        `The template parameter '${name}' is not found. Please see https://aka.ms/arm-syntax-parameters for usage details.`,
      );
    if (values.has(key)) return values.get(key);
    if (open.includes(key))
      throw invalidTemplate(
        `Circular dependency detected on the template parameters '${[...open, key].join("' -> '")}'`,
      );
    open.push(key);
    const value = settle(key, parameter);
    open.pop();
    values.set(key, value);
    return value;
  };

  const echo = Object.entries(declared).map(([name, parameter]): [string, TypedValue] => {
    const type = canonicalType(followReference(parameter, definitions).type);
    const place = () => places(['parameters', name]);
    const value = locateExpressionError(`template parameter '${name}'`, place, () => read(name));
    return [name, { type, value: isSecure(type) ? undefined : value }];
  });
  const secureValues = echo.flatMap(([name, { type }]) => (isSecure(type) ? [read(name)] : []));
  return { read, echo: Object.fromEntries(echo), secureValues };
}

function refuseUnknown(declared: Declared, supplied: Supplied): void {
  const unknown = Object.keys(supplied).filter((name) => findKey(declared, name) === undefined);
  if (unknown.length === 0) return;
  throw invalidTemplate(
    `The following parameters were supplied, but do not correspond to any parameters defined in the template: '${unknown.join(', ')}'. The parameters defined in the template are: '${Object.keys(declared).join(', ')}'. Please see https://aka.ms/arm-pass-parameter-values for usage details.`,
  );
}

function check(
  name: string,
  value: unknown,
  type: RawParameter,
  definitions: Definitions,
  place: () => Place,
): void {
  const problem = problemOf(value, type, definitions);
  if (problem?.startsWith('JToken'))
    throw invalidTemplate(
      `Template parameter ${problem} Please see https://aka.ms/arm-create-parameter-file for usage details.`,
      place(),
    );
  if (problem)
    throw invalidTemplate(
      `The provided value for the template parameter '${name}' ${at(place())} is not valid. ${problem} Please see https://aka.ms/arm-syntax-parameters for usage details.`,
      place(),
    );
  const allowed = type.allowedValues;
  if (value === null || !allowed || isAllowed(value, allowed)) return;
  throw invalidTemplate(
    `The provided value '${toText(value)}' for the template parameter '${name}' ${at(place())} is not valid. The parameter value is not part of the allowed value(s): '${allowed.map(toText).join(',')}'.`,
    place(),
  );
}
