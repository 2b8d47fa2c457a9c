import type { Position, Wire } from "@/graph";
import { documentOf, useBackflow } from "@/store";
import { drawnWire } from "./drawn-wires";

/** Canvas units between the places of a wire that are looked at. */
const STRIDE = 10;
/** How near to a wire a tap has to be to be on it, where a port lies over it; canvas units. */
const ON_WIRE = 16;

/** The middle of a drawn wire, in canvas units; null where it is not drawn. */
export function middleOfWire(wire: Wire): Position | null {
  const { wires } = documentOf(useBackflow.getState()).graph;
  const path = drawnWire(wires.indexOf(wire))?.path;
  return path?.getPointAtLength(path.getTotalLength() / 2) ?? null;
}

/** The drawn wire that passes nearest to a place, within a distance; both in canvas units. */
export function nearestWire(at: Position, within: number): Wire | null {
  const { wires } = documentOf(useBackflow.getState()).graph;
  let nearest: Wire | null = null;
  let least = within;
  wires.forEach((wire, wireIndex) => {
    const path = drawnWire(wireIndex)?.path;
    if (!path) return;
    const box = path.getBBox();
    const misses =
      at.x < box.x - least ||
      at.x > box.x + box.width + least ||
      at.y < box.y - least ||
      at.y > box.y + box.height + least;
    if (misses) return;
    const length = path.getTotalLength();
    for (let along = 0; along <= length; along += STRIDE) {
      const point = path.getPointAtLength(along);
      const distance = Math.hypot(point.x - at.x, point.y - at.y);
      if (distance > least) continue;
      least = distance;
      nearest = wire;
    }
  });
  return nearest;
}

/**
 * The wire that a tap on a port means: ports that are as large as a finger cover short wires, so that nearer to a wire's
 * middle than to the port the wire is meant. Canvas units.
 */
export function wireBesidePort(at: Position, port: Position): Wire | null {
  const wire = nearestWire(at, ON_WIRE);
  const middle = wire && middleOfWire(wire);
  if (!middle) return null;
  const toPort = Math.hypot(port.x - at.x, port.y - at.y);
  return Math.hypot(middle.x - at.x, middle.y - at.y) < toPort ? wire : null;
}
