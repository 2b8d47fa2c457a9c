import type { Position, Wire } from "@/graph";
import { documentOf, useBackflow } from "@/store";
import { drawnWire } from "./wire-register";

/** Canvas units between the places of a wire that are looked at. */
const STRIDE = 10;

/** The drawn wire that passes nearest to a place, within a distance; both in canvas units. */
export function nearestWire(at: Position, within: number): Wire | null {
  const { wires } = documentOf(useBackflow.getState()).graph;
  let nearest: Wire | null = null;
  let least = within;
  wires.forEach((wire, place) => {
    const path = drawnWire(place)?.path;
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
