import { updateSubscription } from '../accounts.ts';
import type { EmulatorContext } from '../context.ts';
import { ArmError } from './arm-error.ts';

/** Providers are registered from the start, until somebody unregisters them. */
export function isRegistered(context: EmulatorContext, namespace: string): boolean {
  return !(context.account().unregistered ?? []).includes(namespace.toLowerCase());
}

/** Remembers over restarts whether a provider is registered. */
export function setRegistered(context: EmulatorContext, namespace: string, registered: boolean): void {
  const others = (context.account().unregistered ?? []).filter((name) => name !== namespace.toLowerCase());
  const unregistered = registered ? others : [...others, namespace.toLowerCase()];
  updateSubscription(context, { unregistered });
}

/** https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/error-register-resource-provider */
export function requireRegistration(context: EmulatorContext, namespace: string): void {
  if (isRegistered(context, namespace)) return;
  const code = 'MissingSubscriptionRegistration';
  const message = `The subscription is not registered to use namespace '${namespace}'. See https://aka.ms/rps-not-found for how to register subscriptions.`;
  throw new ArmError(409, code, message, { details: [{ code, target: namespace, message }] });
}
