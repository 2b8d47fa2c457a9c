import type { Axis, NodeIndex, Read } from "@/graph";
import type { Evaluated } from "../statistics";

/** What a sweep over axes was made of. */
export interface SweepSource {
  readonly document: Evaluated;
  readonly axes: readonly Axis[];
  readonly read: Read;
  readonly sample: number;
}

/**
 * Is what is swept the same, whatever the numbers of the axes themselves are now? So a present point is dragged along its
 * axes without sweeping them again.
 */
export function isSameSweep(before: SweepSource, now: SweepSource): boolean {
  const isSame =
    before.document.graph === now.document.graph &&
    before.read === now.read &&
    before.axes === now.axes &&
    before.sample === now.sample &&
    before.document.data.rows === now.document.data.rows &&
    before.document.data.validation === now.document.data.validation;
  if (!isSame) return false;
  const { axes, sample } = now;
  for (const [node, own] of now.document.numbers) {
    const other = before.document.numbers.get(node);
    if (own === other) continue;
    if (own.kind === "linear" && other?.kind === "linear") {
      const isBeta = (unit: number) =>
        axes.some((axis) => axis.kind === "beta" && axis.node === node && axis.unit === unit);
      if (!isSameList(own.beta, other.beta, isBeta)) return false;
      for (const [port, block] of own.omega.entries()) {
        for (const [unit, row] of block.entries()) {
          const isOmega = (input: number) =>
            axes.some(
              (axis) =>
                axis.kind === "omega" &&
                axis.node === node &&
                axis.port === port &&
                axis.unit === unit &&
                axis.input === input,
            );
          if (!isSameList(row, other.omega[port]?.[unit] ?? [], isOmega)) return false;
        }
      }
    } else if (own.kind === "leaf" && other?.kind === "leaf") {
      if (!isSameList(own.values, other.values, (unit) => isValue(node, unit))) return false;
    } else return false;
  }
  for (const [node, columns] of now.document.data.columns) {
    const others = before.document.data.columns.get(node);
    for (const [unit, column] of columns.entries()) {
      const other = others?.[unit] ?? [];
      if (!isSameList(column, other, (row) => row === sample && isValue(node, unit))) return false;
    }
  }
  return true;

  function isValue(node: string, unit: number): boolean {
    return axes.some((axis) => axis.kind === "value" && axis.node === node && axis.unit === unit);
  }
}

function isSameList(
  one: ArrayLike<number>,
  other: ArrayLike<number>,
  isSwept: (index: NodeIndex) => boolean,
): boolean {
  if (one === other) return true;
  if (one.length !== other.length) return false;
  for (let index = 0; index < one.length; index++) {
    if (!Object.is(one[index], other[index]) && !isSwept(index)) return false;
  }
  return true;
}
