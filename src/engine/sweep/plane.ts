import { type Axis, type Read, topologyOf } from "@/graph";
import { type AffineForm, affineForms } from "./affine-forms";
import type { Subject } from "./axis";
import { scopeOf } from "./scope";

/**
 * What is read as a plane a·x₁ + b·x₂ + c over two axes, exact in the region around a place; null where it is none, because
 * something before it is not linear in parts.
 */
export function planeAt(
  subject: Subject,
  axes: readonly [Axis, Axis],
  read: Read,
  sample: number,
  point: readonly [x: number, y: number],
): AffineForm | null {
  if (read.kind !== "value") return null;
  const scope = scopeOf(subject.graph, axes, [read]);
  const index = topologyOf(subject.graph).indexOf.get(read.node) ?? -1;
  return affineForms(subject, scope, axes, sample, point).get(index)?.[read.unit] ?? null;
}
