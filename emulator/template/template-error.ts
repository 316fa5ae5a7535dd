import { ExpressionError } from './expression.ts';

type TemplateErrorDetail = { code: string; message: string; target?: string };

/** Why a template cannot be deployed, in ARM's words where they are known. */
export class TemplateError extends Error {
  readonly code: string;
  readonly details: TemplateErrorDetail[] | undefined;

  constructor(code: string, message: string, details?: TemplateErrorDetail[]) {
    super(message);
    this.name = 'TemplateError';
    this.code = code;
    this.details = details;
  }
}

/** The template itself is wrong; ARM wraps the finding in one sentence. */
export function invalidTemplate(finding: string): TemplateError {
  return new TemplateError('InvalidTemplate', `Deployment template validation failed: '${finding}'.`);
}

/** Runs `evaluate`, and says of an expression that fails in it where it stands. */
export function locateExpressionError<T>(place: string, evaluate: () => T): T {
  try {
    return evaluate();
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    throw invalidTemplate(`The ${place} is not valid: ${error.message}`);
  }
}
