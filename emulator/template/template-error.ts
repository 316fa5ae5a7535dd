import { ExpressionError } from './expression.ts';
import { at, NOWHERE, type Place } from './place.ts';

type TemplateErrorDetail = { code: string; message: string; target?: string };

/** Why a template cannot be deployed, in ARM's words where they are known. */
export class TemplateError extends Error {
  readonly code: string;
  readonly details: TemplateErrorDetail[] | undefined;
  /** Where in the request the finding stands; absent for one about values. */
  readonly place: Place | undefined;

  constructor(code: string, message: string, more: { details?: TemplateErrorDetail[]; place?: Place } = {}) {
    super(message);
    this.name = 'TemplateError';
    this.code = code;
    this.details = more.details;
    this.place = more.place;
  }
}

/** The template itself is wrong; ARM wraps the finding in one sentence. */
export function invalidTemplate(finding: string, place: Place = NOWHERE): TemplateError {
  return new TemplateError('InvalidTemplate', `Deployment template validation failed: '${finding}'.`, {
    place,
  });
}

/** The request is no template at all, or has what a template cannot have. */
export function invalidContent(finding: string): TemplateError {
  return new TemplateError(
    'InvalidRequestContent',
    `The request content was invalid and could not be deserialized: '${finding}'.`,
  );
}

/** Runs `evaluate`, and says of an expression that fails in it where it stands: `template variable 'x'`. */
export function locateExpressionError<T>(what: string, place: () => Place, evaluate: () => T): T {
  try {
    return evaluate();
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    const found = place();
    throw invalidTemplate(
      `The ${what} ${at(found)} is not valid: ${error.message}. Please see https://aka.ms/arm-functions for usage details.`,
      found,
    );
  }
}
