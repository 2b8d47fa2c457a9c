import { randomNumbers, roundedToFourDecimals } from "@/data";
import type { BackflowDocument, NodeId, NodeNumbers } from "../document";
import { topologyOf } from "../topology";
import { type Initialisation, type InitialisationId, initialisationOf } from "./initialisations";
import { unitLayersOf } from "./unit-layers";

/**
 * The document with first weights for its linear nodes, or for those of `only`: β and Ω drawn anew, to four decimals.
 * The fans are those of the layer, also where it is drawn as scalar nodes. A node gets the same numbers from a seed
 * whether it is initialised alone or with others.
 */
export function initialised<Document extends Pick<BackflowDocument, "graph" | "numbers">>(
  document: Document,
  id: InitialisationId,
  seed: number,
  only?: ReadonlySet<NodeId>,
): Document {
  const initialisation = initialisationOf(id);
  const { indexOf } = topologyOf(document.graph);
  const numbers = new Map(document.numbers);
  for (const layer of unitLayersOf(document.graph)) {
    const fan = { in: layer.fanIn, out: layer.fanOut };
    for (const { id: node } of layer.nodes) {
      const owned = numbers.get(node);
      if (owned?.kind !== "linear" || (only && !only.has(node))) continue;
      const random = randomNumbers(seed, 1 + (indexOf.get(node) ?? 0));
      numbers.set(node, drawn(owned, initialisation, fan, random));
    }
  }
  return { ...document, numbers };
}

type LinearNumbers = Extract<NodeNumbers, { kind: "linear" }>;

function drawn(
  { beta, omega }: LinearNumbers,
  { weight, bias }: Initialisation,
  fan: Parameters<Initialisation["weight"]>[0],
  random: ReturnType<typeof randomNumbers>,
): LinearNumbers {
  return {
    kind: "linear",
    omega: omega.map((block) =>
      block.map((row) => row.map(() => roundedToFourDecimals(weight(fan, random)))),
    ),
    beta: beta.map(() => roundedToFourDecimals(bias(fan, random))),
  };
}

/** Is there anything to initialise, in the graph or among `only`? */
export function canInitialise({ graph }: BackflowDocument, only?: ReadonlySet<NodeId>): boolean {
  return unitLayersOf(graph).some(({ nodes }) => nodes.some(({ id }) => !only || only.has(id)));
}
