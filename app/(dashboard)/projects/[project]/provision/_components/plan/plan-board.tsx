'use client';

import { ChangeList } from './change-list';
import { CheckList } from './check-list';
import { CostCard } from './cost-card';
import type { FixTools } from './fix-tools';
import type { PlanView } from './plan-view';

type PlanBoardProps = { view: PlanView; making: boolean; tools: FixTools };

/** The checks, and beside them where there is room, the price and what would change. */
export function PlanBoard({ view, making, tools }: PlanBoardProps) {
  return (
    <div className="xl:grid xl:grid-cols-[minmax(0,1fr)_23rem]">
      <CheckList view={view} waiting={making} tools={tools} />
      <div className="divide-y divide-line border-t border-line xl:border-t-0 xl:border-l">
        <CostCard view={view} waiting={making} />
        <ChangeList view={view} waiting={making} />
      </div>
    </div>
  );
}
