import type { BackflowDocument } from "@/graph";
import { documentOf, leaf, linear, type NodeDescription, operation } from "./document-builder";
import { inTwoRows } from "./two-rows";

/** β and ω of one layer. */
export type Layer = readonly [beta: number, omega: number];

/** x → f1 → h1 → f2 → … → ℓ: layers of one linear node and one activation, in two rows. */
export function chainOf(
  title: string,
  activation: "sigmoid" | "relu",
  layers: readonly Layer[],
  { x, y }: { readonly x: number; readonly y: number },
): BackflowDocument {
  const places = inTwoRows(2 * layers.length + 2);
  let source = "x";
  const nodes: NodeDescription[] = [leaf("input", source, x, places.at(0), "x_i")];
  layers.forEach(([beta, omega], index) => {
    const [f, h] = [`f${index + 1}`, `h${index + 1}`];
    nodes.push(
      linear(f, beta, { [source]: omega }, places.at(2 * index + 1)),
      operation(activation, h, [f], places.at(2 * index + 2)),
    );
    source = h;
  });
  nodes.push(
    leaf("target", "y", y, places.target, "y_i"),
    operation("squared-error", "loss", [source, "y"], places.at(2 * layers.length + 1), "\\ell_i"),
  );
  return documentOf(title, nodes, { pitch: places.pitch });
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
