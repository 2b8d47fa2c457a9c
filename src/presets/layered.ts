import type { RandomNumbers } from "@/data";
import type { NodeId } from "@/graph";
import { linear, type NodeDescription, operation, type Place } from "./document-builder";
import { weights } from "./trained-network";

/** Layers of one activation, drawn as a node for each layer. */
export interface Layers {
  /** Before the number in each id: "f" and "h" where it is empty. */
  readonly prefix: string;
  readonly input: { readonly id: NodeId; readonly units: number };
  readonly widths: readonly number[];
  readonly outputs: number;
  readonly activation: "tanh" | "relu" | "sigmoid";
  /** Standard deviation of the weights of a layer with so many inputs. */
  readonly spread: (inputs: number) => number;
  /** Where each node stands: the first linear node is number 0. */
  readonly at: (index: number) => Place;
}

/** The nodes of a layered network from its first linear node to its prediction, `<prefix>f` and a number. */
export function layers(settings: Layers, random: RandomNumbers): NodeDescription[] {
  const { prefix, input, widths, outputs, activation, spread, at } = settings;
  const nodes: NodeDescription[] = [];
  let source: NodeId = input.id;
  let inputs = input.units;
  for (const [index, units] of widths.entries()) {
    const [f, h] = [`${prefix}f${index}`, `${prefix}h${index + 1}`];
    const beta = new Array<number>(units).fill(0);
    const omega = weights(units, inputs, spread(inputs), random);
    nodes.push(
      called(linear(f, beta, { [source]: omega }, at(2 * index)), symbolOf("f", index, prefix)),
      operation(activation, h, [f], at(2 * index + 1), symbolOf("h", index + 1, prefix)),
    );
    source = h;
    inputs = units;
  }
  const last = `${prefix}f${widths.length}`;
  const omega = weights(outputs, inputs, spread(inputs), random);
  const beta = new Array<number>(outputs).fill(0);
  nodes.push(
    called(
      linear(last, beta, { [source]: omega }, at(2 * widths.length)),
      symbolOf("f", widths.length, prefix),
    ),
  );
  return nodes;
}

/** f_2, or f_2^s in the network that s tells from another one beside it. */
function symbolOf(stem: string, index: number, prefix: string): string {
  return prefix === "" ? `${stem}_${index}` : `${stem}_${index}^${prefix}`;
}

function called(description: NodeDescription, symbol: string): NodeDescription {
  return { ...description, node: { ...description.node, symbol } };
}
