import 'server-only';
import { type Catalogue, type CatalogueEntry, correctTemplate, LEARN } from '@/lib/azure/catalogue/entry';

const docs = `${LEARN}/azure/container-apps`;

const wrong = (
  sentence: string,
  cause: string,
  page: string,
  action = correctTemplate,
  kind: CatalogueEntry['kind'] = 'bad_input',
): CatalogueEntry => ({ kind, sentence, cause, action, link: `${docs}/${page}` });

/** What is wrong with an app as a template or a setting describes it. */
export const appDescriptionCatalogue: Catalogue = {
  InvalidManagedEnvironmentId: wrong(
    'The app names no environment.',
    'What should be the id of an environment is empty or mistyped.',
    'environment',
    'Correct acaEnvironmentName in the parameters, then provision again.',
  ),
  ContainerAppEnvironmentMismatch: wrong(
    'The app is in another environment.',
    'An app cannot move from one environment to another.',
    'environment',
    'Name the environment that the app is in, or another app, then provision again.',
    'conflict',
  ),
  InvalidContainerAppLocation: wrong(
    'The app and its environment are in different locations.',
    'An app is always in the location of its environment.',
    'environment',
    'Use the location of the environment, or name another environment, then provision again.',
    'conflict',
  ),
  ContainerAppTemplateRequired: wrong(
    'The app is not described.',
    'A new app needs a template of its containers.',
    'containers',
  ),
  ContainerAppCreateMustContainContainer: wrong(
    'The app has no container.',
    'An app needs at least one container.',
    'containers',
  ),
  ContainerAppImageRequired: wrong(
    'A container has no image.',
    'Its image is empty.',
    'containers',
    'Enter an image in containerImage, then provision again.',
  ),
  ContainerAppInvalidVolumeMount: wrong(
    'A container mounts a volume that the app does not have.',
    'The volume is missing or spelled in another way.',
    'storage-mounts',
  ),
  ContainerAppInvalidSecretName: wrong(
    'A secret of the app cannot have this name, or is there twice.',
    'Its name has lower-case letters, digits, hyphens and dots, with a letter or digit at both ends.',
    'manage-secrets',
    'Give the secret another name, then try again.',
  ),
  ContainerAppInvalidRegistryServerValue: wrong(
    'The registry of the image is not named in a valid way.',
    'A registry is a host name with an optional port, without https.',
    'containers',
  ),
  ContainerAppInvalidRegistryCredentials: wrong(
    'The app cannot sign in to the registry of its image.',
    'A registry needs a user name with a secret, or an identity, but not both.',
    'containers',
  ),
  ContainerAppInvalidIngressPort: wrong(
    'The port of the app is not valid.',
    'A port is a number from 1 to 65535.',
    'ingress-overview',
  ),
  ContainerAppInvalidIngressStickySessionRevisionMode: wrong(
    'The app cannot keep callers on one replica.',
    'Session affinity needs the single revision mode.',
    'ingress-overview',
  ),
  ContainerAppInvalidIpSecurityRestrictions: wrong(
    'The rules of who may call the app contradict each other.',
    'All rules must allow, or all must deny.',
    'ingress-overview',
  ),
  ContainerAppInvalidMaxInactiveRevisions: wrong(
    'The number of kept revisions is not valid.',
    'It cannot be negative.',
    'revisions',
  ),
  ContainerAppInvalidRevisionName: wrong(
    'The revision cannot have this name.',
    'With the name of the app it has at most 54 lower-case letters, digits and hyphens.',
    'revisions',
  ),
  ContainerAppRevisionNotActive: wrong(
    'The revision is not active.',
    'It was replaced by another one in the meantime.',
    'revisions',
    'Load the page again, so that it shows the active revision.',
    'conflict',
  ),
  RevisionNotActive: wrong(
    'Traffic is sent to a revision that is not active.',
    'The template names a revision that was replaced by another one.',
    'revisions',
  ),
  InvalidTrafficWeights: wrong(
    'The traffic of the app does not add up.',
    'The weights of all revisions are 100 together, and each names a revision.',
    'revisions',
  ),
  InvalidTrafficLabel: wrong(
    'A label of a revision is not valid, or is there twice.',
    'A label has lower-case letters, digits and single hyphens, and begins with a letter.',
    'revisions',
  ),
};
