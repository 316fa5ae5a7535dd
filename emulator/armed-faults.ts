import { randomUUID } from 'node:crypto';
import { type FaultName, namesFault } from './faults.ts';

/** A failure that somebody asked for by the admin call. */
type ArmedFault = {
  id: string;
  fault: FaultName;
  /** Strikes what has this in its path or id, whatever the case; everything when empty. */
  match: string;
  /** How often it still strikes; absent when it does until it is disarmed. */
  times?: number;
};

export type Faults = {
  /** Whether the failure is in force for this path, id or name: by a name in it, or armed. */
  holds(fault: FaultName, text: string): boolean;
  /** As `holds`, and uses up one of an armed fault's `times`. */
  strikes(fault: FaultName, text: string): boolean;
  /** As `strikes`; asked for by a name, only the first `count` times for each `request` (a method and path). */
  strikesFirst(fault: FaultName, request: string, count?: number): boolean;
  /** Throws RangeError when too many are armed. */
  arm(fault: FaultName, match: string, times?: number): ArmedFault;
  /** False when there is no such one. */
  disarm(id: string): boolean;
  armed(): ArmedFault[];
};

const ARMED_LIMIT = 100;
/** Requests that are remembered as having had their failure; the oldest is forgotten first. */
const STRUCK_LIMIT = 10_000;

/** Failures that are in force now. Kept in memory: a new start has none but those that names ask for. */
export function createFaults(): Faults {
  const armed = new Map<string, ArmedFault>();
  const struck = new Map<string, number>();

  const find = (fault: FaultName, text: string) =>
    [...armed.values()].find(
      (each) => each.fault === fault && text.toLowerCase().includes(each.match.toLowerCase()),
    );
  const spend = (fault: FaultName, text: string): boolean => {
    const found = find(fault, text);
    if (!found) return false;
    if (found.times === undefined) return true;
    if (found.times > 1) armed.set(found.id, { ...found, times: found.times - 1 });
    else armed.delete(found.id);
    return true;
  };

  return {
    holds: (fault, text) => namesFault(fault, text) || find(fault, text) !== undefined,
    strikes: (fault, text) => namesFault(fault, text) || spend(fault, text),
    strikesFirst(fault, request, count = 1) {
      if (!namesFault(fault, request)) return spend(fault, request);
      const key = `${fault} ${request}`;
      const times = struck.get(key) ?? 0;
      if (times >= count) return false;
      const oldest = struck.keys().next();
      if (struck.size >= STRUCK_LIMIT && !oldest.done) struck.delete(oldest.value);
      struck.set(key, times + 1);
      return true;
    },
    arm(fault, match, times) {
      if (armed.size >= ARMED_LIMIT) {
        throw new RangeError(`${ARMED_LIMIT} faults are armed already. Disarm one first.`);
      }
      const made: ArmedFault = { id: randomUUID(), fault, match, ...(times !== undefined && { times }) };
      armed.set(made.id, made);
      return made;
    },
    disarm: (id) => armed.delete(id),
    armed: () => [...armed.values()],
  };
}
