import 'server-only';
import { AppError } from '@/lib/core/errors';

/** Kubernetes' names for a pull that failed more than once, or never can succeed; ErrImagePull alone is tried again. */
const gaveUp = /\b(?:ImagePullBackOff|InvalidImageName|Back-off pulling image)\b/;
const namesImage = /\bimage ["']([^"']+)["'](?::\s*(.+))?/s;

/** The error that the platform's words about a container, replica or revision amount to; undefined if they are not about a pull. */
export function imagePullFailure(details: readonly (string | undefined)[]): AppError | undefined {
  const said = details.find((text) => text !== undefined && gaveUp.test(text));
  if (said === undefined) return undefined;
  const [, image, cause] = namesImage.exec(said) ?? [];
  const subject = image ? `The image ${image}` : 'The image of the app';
  return new AppError('unavailable', {
    code: 'image_pull_failed',
    message: cause ? `${subject} could not be pulled: ${cause.trim()}` : `${subject} could not be pulled.`,
    action:
      'Correct the image in infra/provision/inference.json and inference.bicep, then provision and deploy again.',
    target: 'infra/provision/inference.json',
  });
}
