import 'server-only';

/** The app that is deployed, relative to the root of its project. */
export const INFERENCE_FOLDER = 'inference';
