import type { Axis, Range } from "@/graph";
import type { Subject } from "./axis";

/**
 * A range that shows what matters of an axis where none was typed: around the present number, and as wide as it is
 * large.
 */
export function fittingRange(subject: Subject, axis: Axis, present: number): Range {
  const values: number[] = [];
  if (axis.kind === "value") {
    for (let row = 0; row < Math.min(subject.samples, 10_000); row++) {
      const value = subject.rowOf(axis.node, row)[axis.unit];
      if (value !== undefined && Number.isFinite(value)) values.push(value);
    }
  }
  const low = Math.min(...values.slice(0, 10_000), present);
  const high = Math.max(...values.slice(0, 10_000), present);
  if (values.length > 1 && high > low) {
    const room = (high - low) * 0.15;
    return [low - room, high + room];
  }
  const reach = Math.max(2, 2 ** Math.ceil(Math.log2(Math.abs(present) + 1)));
  return Number.isFinite(reach) && reach < 1e300 ? [-reach, reach] : [-2, 2];
}
