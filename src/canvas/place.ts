import type { Position, Wire } from "@/graph";
import type { OpId } from "@/ops";
import { documentOf, fitsInto, placeNode, useBackflow } from "@/store";
import { wireName } from "./picture";
import { sizeOfOp } from "./size";

/** The wire that is drawn at a place of the window, where there is one. */
export function wireAt(clientX: number, clientY: number): Wire | null {
  for (const element of document.elementsFromPoint(clientX, clientY)) {
    const wire = wireOf(element);
    if (wire) return wire;
  }
  return null;
}

/** The wire that an element of the page belongs to. */
export function wireOf(element: Element): Wire | null {
  const name = element.closest("[data-edge]")?.getAttribute("data-edge");
  if (!name) return null;
  const { wires } = documentOf(useBackflow.getState()).graph;
  return wires.find((wire) => wireName(wire) === name) ?? null;
}

/** Puts a new node of an op with its middle at a place, or into the wire that lies there. */
export function placeOp(op: OpId, middle: Position, clientX: number, clientY: number): void {
  const { width, height } = sizeOfOp(op);
  const position = { x: middle.x - width / 2, y: middle.y - height / 2 };
  const wire = wireAt(clientX, clientY);
  const into = wire && fitsInto(documentOf(useBackflow.getState()), op, wire) ? wire : null;
  placeNode(op, { position, ...(into ? { into } : {}) });
}
