import type { BackflowDocument } from "@/graph";
import {
  documentOf,
  leaf,
  linear,
  type NodeDescription,
  operation,
  type Place,
} from "./document-builder";

/** β and ω of one layer. */
export type Layer = readonly [beta: number, omega: number];

const LAYERS_PER_ROW = 4;
/** Rows stand apart far enough for the wire that leads from the end of one to the start of the next. */
const ROW_STEP = 1.16;

/** x → f1 → h1 → f2 → … → ℓ: layers of one linear node and one activation, in rows that all read left to right. */
export function chainOf(
  title: string,
  activation: "sigmoid" | "relu",
  layers: readonly Layer[],
  { x, y }: { readonly x: number; readonly y: number },
): BackflowDocument {
  let source = "x";
  const nodes: NodeDescription[] = [leaf("input", source, x, [0, 0], "x_i")];
  layers.forEach(([beta, omega], index) => {
    const row = Math.floor(index / LAYERS_PER_ROW);
    const column = 2 * (index % LAYERS_PER_ROW) + (row === 0 ? 1 : 0);
    const place = (along: number): Place => [column + along, row * ROW_STEP];
    const [f, h] = [`f${index + 1}`, `h${index + 1}`];
    nodes.push(
      linear(f, beta, { [source]: omega }, place(0)),
      operation(activation, h, [f], place(1)),
    );
    source = h;
  });
  const last = Math.floor((layers.length - 1) / LAYERS_PER_ROW) * ROW_STEP;
  const end = 2 * LAYERS_PER_ROW;
  nodes.push(
    leaf("target", "y", y, [end - 1, last + 0.8], "y_i"),
    operation("squared-error", "loss", [source, "y"], [end, last], "\\ell_i"),
  );
  return documentOf(title, nodes);
}

/** Eight moderate layers, the same for the sigmoid and for ReLU: what differs is the activation alone. */
export const MODERATE_LAYERS: readonly Layer[] = [
  [0.1, 1.2],
  [-0.2, 0.9],
  [0.1, 1.1],
  [0.2, 0.8],
  [-0.3, 1.3],
  [0.1, 0.9],
  [-0.2, 1.1],
  [0.1, 1.2],
];
