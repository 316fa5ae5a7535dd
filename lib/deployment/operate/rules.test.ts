import { describe, expect, it } from 'vitest';
import { canDeploy, canProvision } from '@/lib/deployment/operate/rules';

describe('what is allowed', () => {
  it('lets a new project provision, but not deploy', () => {
    const state = { provisioned: false, activeRun: null };
    expect(canProvision(state)).toEqual({ allowed: true });
    expect(canDeploy(state)).toEqual({ allowed: false, reason: 'not-provisioned' });
  });

  it('lets a provisioned project do either', () => {
    const state = { provisioned: true, activeRun: null };
    expect(canProvision(state)).toEqual({ allowed: true });
    expect(canDeploy(state)).toEqual({ allowed: true });
  });

  it('lets nothing begin while a change is under way', () => {
    const state = { provisioned: true, activeRun: 'deploy' } as const;
    expect(canProvision(state)).toEqual({ allowed: false, reason: 'run-active' });
    expect(canDeploy(state)).toEqual({ allowed: false, reason: 'run-active' });
  });
});
