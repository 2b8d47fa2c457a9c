import type { DeadUnit, Observation } from "./model";

/** So many moments are kept; beyond, every second one goes, and half as many are noted from then on. */
const CAPACITY = 512;
/**
 * After so many epochs they are noted less and less often, as the run grows by one part in so many: noting takes a pass
 * over all rows, so it must cost a long run little, and a plot of the whole run shows no more.
 */
const PARTS = 64;
/** Numbers that may be kept for all nodes: 4 MB. Large graphs are noted less often. */
const MOST_NUMBERS = 524_288;

/** A unit that has died, or that passes something again, with the iteration at which it was noticed. */
export interface UnitEvent extends DeadUnit {
  readonly t: number;
  readonly dead: boolean;
}

/** ‖∂L/∂θ‖ and ‖θ‖ of the nodes at a moment. */
export interface NodeMoment {
  readonly t: number;
  readonly gradients: Float64Array;
  readonly weights: Float64Array;
}

/** What became of the nodes in the course of a run, looked at after epochs. */
export class NodeHistory {
  private kept: NodeMoment[] = [];
  private every = 1;
  private noted: UnitEvent[] = [];
  private dead = new Map<string, DeadUnit>();
  private lastEpoch: number | null = null;

  constructor(
    private readonly firstEpoch: number,
    private readonly capacity = CAPACITY,
  ) {}

  get moments(): readonly NodeMoment[] {
    return this.kept;
  }

  get events(): readonly UnitEvent[] {
    return this.noted;
  }

  get bytes(): number {
    const [first] = this.kept;
    return this.kept.length * (first ? 2 * first.gradients.byteLength + 256 : 0);
  }

  /** Is something to be noted after this epoch? Then nothing need be computed after the others. */
  isDue(epoch: number): boolean {
    if (this.lastEpoch === null) return true;
    const apart = Math.max(this.every, Math.floor((epoch - this.firstEpoch) / PARTS));
    return epoch - this.lastEpoch >= apart;
  }

  add(epoch: number, t: number, { gradients, weights, dead }: Observation): void {
    const most = Math.min(
      this.capacity,
      Math.max(16, Math.floor(MOST_NUMBERS / (2 * gradients.length + 1))),
    );
    if (this.kept.length >= most) {
      this.kept = this.kept.filter((_, index) => index % 2 === 0);
      this.every *= 2;
    }
    this.lastEpoch = epoch;
    this.kept.push({ t, gradients, weights });
    const now = new Map(dead.map((unit) => [`${unit.node} ${unit.unit}`, unit]));
    for (const [name, unit] of now) {
      if (!this.dead.has(name)) this.noted.push({ ...unit, t, dead: true });
    }
    for (const [name, unit] of this.dead) {
      if (!now.has(name)) this.noted.push({ ...unit, t, dead: false });
    }
    this.dead = now;
  }
}

/** The units that are dead at iteration t, with the iteration since when. */
export function deadAt(events: readonly UnitEvent[], t: number): readonly UnitEvent[] {
  const dead = new Map<string, UnitEvent>();
  for (const event of events) {
    if (event.t > t) break;
    const name = `${event.node} ${event.unit}`;
    if (event.dead) dead.set(name, event);
    else dead.delete(name);
  }
  return [...dead.values()];
}
