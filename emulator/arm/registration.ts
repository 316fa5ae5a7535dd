import { updateSubscription } from '../accounts.ts';
import type { EmulatorContext } from '../context.ts';
import { ArmError } from './arm-error.ts';

/** How long Azure takes until a provider is there in every region, some ten times quicker; times the pace. */
const REGISTRATION_MS = 5_000;

/** Providers are registered from the start, unless a seed or somebody says otherwise. */
export function registrationState(
  context: EmulatorContext,
  namespace: string,
): 'Unregistered' | 'Registering' | 'Registered' {
  const { unregistered = [], subscription } = context.account();
  const name = namespace.toLowerCase();
  if (unregistered.includes(name)) return 'Unregistered';
  const readyAtMs = subscription.registering?.[name] ?? 0;
  return readyAtMs > context.clock.now() ? 'Registering' : 'Registered';
}

/** Registers a provider, which takes a moment, unless it is. Resources can be made of it meanwhile, as in Azure. */
export function register(context: EmulatorContext, namespace: string): void {
  if (registrationState(context, namespace) !== 'Unregistered') return;
  const { unregistered = [], subscription } = context.account();
  const name = namespace.toLowerCase();
  const readyAtMs = context.clock.now() + REGISTRATION_MS * context.pace;
  updateSubscription(context, {
    unregistered: unregistered.filter((other) => other !== name),
    registering: { ...subscription.registering, [name]: readyAtMs },
  });
}

/** Remembers over restarts that a provider is not registered. */
export function unregister(context: EmulatorContext, namespace: string): void {
  const { unregistered = [] } = context.account();
  const name = namespace.toLowerCase();
  updateSubscription(context, { unregistered: [...unregistered.filter((other) => other !== name), name] });
}

/** https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/error-register-resource-provider */
export function requireRegistration(context: EmulatorContext, namespace: string): void {
  if (registrationState(context, namespace) !== 'Unregistered') return;
  const code = 'MissingSubscriptionRegistration';
  const message = `The subscription is not registered to use namespace '${namespace}'. See https://aka.ms/rps-not-found for how to register subscriptions.`;
  throw new ArmError(409, code, message, { details: [{ code, target: namespace, message }] });
}
