import type { WireError } from '../../state/models.ts';
import { TemplateError } from '../../template/template-error.ts';
import { ArmError, toWireError } from '../arm-error.ts';

/** The error of a template or of anything else, as ARM puts it into bodies and operations. */
export function deploymentWireError(error: unknown): WireError {
  if (!(error instanceof TemplateError)) return toWireError(error);
  const { code, message, details, place } = error;
  return {
    code,
    message,
    ...(details && { details }),
    ...(place && { additionalInfo: [{ type: 'TemplateViolation', info: place }] }),
  };
}

/** Runs `evaluate`; what is wrong with the template is the caller's. Throws ArmError 400. */
export async function refuseTemplate<T>(evaluate: () => T | Promise<T>): Promise<T> {
  try {
    return await evaluate();
  } catch (error) {
    throw asRefusal(error);
  }
}

/** As `refuseTemplate`, at once. */
export function refuseTemplateNow<T>(evaluate: () => T): T {
  try {
    return evaluate();
  } catch (error) {
    throw asRefusal(error);
  }
}

function asRefusal(error: unknown): unknown {
  if (!(error instanceof TemplateError)) return error;
  const { code, message, ...more } = deploymentWireError(error);
  return new ArmError(400, code, message, more);
}
