import type { WireIndex } from "@/graph";
/** The drawn paths of the wires, by wire index: what pulses travel along. */
export interface DrawnWire {
  readonly path: SVGPathElement;
  /** In canvas units. */
  readonly length: number;
}

const wires = new Map<number, DrawnWire>();

/** Takes note of a path that was drawn. */
export function registerWire(wireIndex: WireIndex, wire: DrawnWire): void {
  wires.set(wireIndex, wire);
}

/** Lets go of a path that is drawn no more. */
export function forgetWire(wire: number): void {
  wires.delete(wire);
}

/** The path of a wire; undefined while it is not drawn. */
export function drawnWire(wire: number): DrawnWire | undefined {
  return wires.get(wire);
}
