import 'server-only';

/** The app that is deployed, relative to the root of its project. */
export const INFERENCE_FOLDER = 'inference';

/** The templates and what provisioning found out, relative to the root of its project. */
export const INFRA_FOLDER = 'infra';
