/** The drawn paths of the wires, by place in `graph.wires`: what pulses travel along. */
export interface DrawnWire {
  readonly path: SVGPathElement;
  /** In canvas units. */
  readonly length: number;
}

const wires = new Map<number, DrawnWire>();

export function registerWire(place: number, wire: DrawnWire): void {
  wires.set(place, wire);
}

export function forgetWire(place: number): void {
  wires.delete(place);
}

export function drawnWire(place: number): DrawnWire | undefined {
  return wires.get(place);
}
