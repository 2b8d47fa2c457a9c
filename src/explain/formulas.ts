import { type Evaluation, nodeSetting, type OwnedNumbers, planOf } from "@/engine";
import {
  type Graph,
  type GraphNode,
  isLinear,
  type NodeId,
  topologyOf,
  type WireIndex,
} from "@/graph";
import { formulaLatex, opOf, portNames, settingOf } from "@/ops";
import { namesOf } from "./names";
import { hoveredLatex } from "./numbers";
import { symbolLatex, symbolText } from "./symbols";

/** LaTeX and plain text for what stands in a graph: the formula of a node, ∂h₃/∂f₂ of a wire, ∂ℓᵢ/∂f₂ of a node. */

/** Stands for what is not wired yet. */
const NOTHING = "\\square";
/** Inputs of a linear node that are written out; of more, the first two and the last. */
const MOST_INPUTS = 3;

/** The node of an id. */
export function nodeById(graph: Graph, id: NodeId): GraphNode | undefined {
  const index = topologyOf(graph).indexOf.get(id);
  return index === undefined ? undefined : graph.nodes[index];
}

/** LaTeX of a node's symbol; nothing for an unknown id. */
export function nodeLatex(graph: Graph, id: NodeId): string {
  return symbolLatex(namesOf(graph).own.get(id) ?? "");
}

/** Plain Unicode of a node's symbol. */
export function nodeText(graph: Graph, id: NodeId): string {
  return symbolText(namesOf(graph).own.get(id) ?? "");
}

/** LaTeX of the ω (or block of Ω) of the wire into a port of a linear node. */
export function omegaLatex(graph: Graph, node: GraphNode, port: number): string {
  return symbolLatex(namesOf(graph).omega.get(node.id)?.[port] ?? "");
}

/** Plain Unicode of the same. */
export function omegaText(graph: Graph, node: GraphNode, port: number): string {
  return symbolText(namesOf(graph).omega.get(node.id)?.[port] ?? "");
}

/** LaTeX of the β of a linear node; nothing for any other node. */
export function betaLatex(graph: Graph, node: GraphNode): string {
  return symbolLatex(namesOf(graph).beta.get(node.id) ?? "");
}

/** Plain Unicode of the β of a linear node. */
export function betaText(graph: Graph, node: GraphNode): string {
  return symbolText(namesOf(graph).beta.get(node.id) ?? "");
}

/** What a node owns, by its symbol: "β₀", "ω₀", and of a parameter its own. */
export function ownedText(graph: Graph, node: GraphNode, owned: OwnedNumbers): string {
  switch (owned.kind) {
    case "beta":
      return betaText(graph, node);
    case "omega":
      return omegaText(graph, node, owned.port);
    case "parameter":
      return nodeText(graph, node.id);
  }
}

/** LaTeX of a product of two symbols, written closely: "\omega_0 x". */
export function closeProduct(a: string, b: string): string {
  const words = a.startsWith("\\text{") || b.startsWith("\\text{");
  return words ? `${a}\\cdot ${b}` : `${a} ${b}`;
}

/** The symbols wired into a node, by port. */
function inputLatex(graph: Graph, id: NodeId): string[] {
  return inputIds(graph, id).map((source) =>
    source === null ? NOTHING : nodeLatex(graph, source),
  );
}

/** The nodes wired into a node, by port; null where a port is unwired. */
export function inputIds(graph: Graph, id: NodeId): (NodeId | null)[] {
  const { indexOf, incoming } = topologyOf(graph);
  const wires = incoming[indexOf.get(id) ?? -1] ?? new Int32Array(0);
  return Array.from(wires, (wire) => graph.wires[wire]?.source ?? null);
}

/** LaTeX of what a node computes, in the lecture's notation: "\beta_0+\omega_0 x", "\sin[f_0]". Null for leaves. */
export function nodeFormula(graph: Graph, node: GraphNode): string | null {
  const inputs = inputLatex(graph, node.id);
  return formulaOf(graph, node, inputs);
}

/** The same formula for other arguments: numbers, or marks that are replaced later. */
export function formulaOf(graph: Graph, node: GraphNode, inputs: readonly string[]): string | null {
  if (isLinear(node)) {
    const terms = inputs.map((input, port) => closeProduct(omegaLatex(graph, node, port), input));
    return [betaLatex(graph, node), ...abbreviate(terms)].join("+");
  }
  return formulaLatex(opOf(node.op), inputs, inputWidth(graph, node.id));
}

/** The first two and the last of many terms. */
function abbreviate(terms: readonly string[]): readonly string[] {
  if (terms.length <= MOST_INPUTS) return terms;
  return [...terms.slice(0, 2), "\\cdots", ...terms.slice(-1)];
}

/** Units of what is wired into port 0; 1 where that is not known. */
export function inputWidth(graph: Graph, id: NodeId): number {
  const { indexOf, widths } = topologyOf(graph);
  const [first] = inputIds(graph, id);
  const width = first ? (widths[indexOf.get(first) ?? -1] ?? 0) : 0;
  return Math.max(1, width);
}

/** LaTeX of the local derivative along a wire, by its wire index: "\frac{\partial h_3}{\partial f_2}". */
export function wireLocalLatex(graph: Graph, wire: WireIndex, fraction = "\\frac"): string {
  const found = graph.wires[wire];
  if (!found) return "";
  const quotient = partialLatex(
    nodeLatex(graph, found.target),
    nodeLatex(graph, found.source),
    fraction,
  );
  const port = portMark(graph, wire);
  return port === null ? quotient : `${quotient}\\Big|_{${port.latex}}`;
}

/** The same in plain text: "∂h₃/∂f₂". */
export function wireLocalText(graph: Graph, wire: WireIndex): string {
  const found = graph.wires[wire];
  if (!found) return "";
  const port = portMark(graph, wire);
  const quotient = `∂${nodeText(graph, found.target)}/∂${nodeText(graph, found.source)}`;
  return port === null ? quotient : `${quotient} (${port.text})`;
}

/** Where two wires join the same two nodes, as in x·x, the port tells their derivatives apart. */
function portMark(graph: Graph, wire: WireIndex): { latex: string; text: string } | null {
  const found = graph.wires[wire];
  const target = found && nodeById(graph, found.target);
  if (!found || !target) return null;
  const same = inputIds(graph, target.id).filter((source) => source === found.source);
  if (same.length < 2) return null;
  if (isLinear(target)) {
    return {
      latex: omegaLatex(graph, target, found.port),
      text: omegaText(graph, target, found.port),
    };
  }
  const name = portName(target, found.port);
  return { latex: name, text: name };
}

/** What a port is called: "a", "b", "f", "y"; x for the only one; its number (from 1) at a linear node. */
export function portName(node: GraphNode, port: number): string {
  return portNames(opOf(node.op))?.[port] ?? String(port + 1);
}

/** A formula of a node with the op's setting put in for its symbol, as it was typed: Huber's δ, the exponent of a power. */
export function withSettingOf(
  { numbers }: Pick<Evaluation, "numbers">,
  node: GraphNode,
  latex: string,
): string {
  const setting = settingOf(opOf(node.op));
  if (!setting) return latex;
  const symbol = setting.latex.replace("\\", "\\\\");
  // The symbol itself, and not a letter in the name of a function.
  return latex.replace(
    new RegExp(`(?<![A-Za-z\\\\])${symbol}(?![A-Za-z])`, "g"),
    hoveredLatex(nodeSetting(numbers, node)),
  );
}

/** LaTeX of what is differentiated: the symbol of the only loss or of the chosen output, else ℓᵢ. */
export function objectiveLatex(graph: Graph): string {
  return symbolLatex(objectiveSymbol(graph));
}

/** Plain Unicode of the same. */
export function objectiveText(graph: Graph): string {
  return symbolText(objectiveSymbol(graph));
}

/** Is what is differentiated the sum of several losses? Then ℓᵢ is the name of that sum. */
export function sumsLosses(graph: Graph): boolean {
  return planOf(graph).objective.length > 1;
}

/** Is a node alone what is differentiated? */
export function isObjective(graph: Graph, id: NodeId): boolean {
  const [only, ...others] = planOf(graph).objective;
  return others.length === 0 && only !== undefined && graph.nodes[only]?.id === id;
}

function objectiveSymbol(graph: Graph): string {
  const { objective } = planOf(graph);
  const [only] = objective;
  if (objective.length !== 1 || only === undefined) return "\\ell_i";
  return namesOf(graph).own.get(graph.nodes[only]?.id ?? "") ?? "\\ell_i";
}

/** LaTeX of the derivative of what is differentiated by a node: "\frac{\partial \ell_i}{\partial f_2}". */
export function derivativeLatex(graph: Graph, id: NodeId, fraction = "\\frac"): string {
  return partialLatex(objectiveLatex(graph), nodeLatex(graph, id), fraction);
}

/** The same in plain text: "∂ℓᵢ/∂f₂". */
export function derivativeText(graph: Graph, id: NodeId): string {
  return `∂${objectiveText(graph)}/∂${nodeText(graph, id)}`;
}

/** ∂a/∂b as a fraction. */
export function partialLatex(above: string, below: string, fraction = "\\dfrac"): string {
  return `${fraction}{\\partial ${above}}{\\partial ${below}}`;
}
