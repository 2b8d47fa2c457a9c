import { type EditProblem, type Graph, LIMITS, type NodeId, openPorts } from "@/graph";
import { opOf } from "@/ops";
import { groupThousands } from "../counts";
import { nodeText, portName } from "../formulas";
import { problemSentence } from "./problems";

/** Nodes of a cycle that are named one by one. */
const NAMED = 5;

/** Why an edit cannot be made, in one sentence or two that say what to do instead. */
export function editProblemSentence(graph: Graph, problem: EditProblem): string {
  const name = (node: NodeId): string => symbolOrId(graph, node);
  switch (problem.kind) {
    case "nodes-missing":
      return "The wire, or one of its nodes, is no longer there. Begin again from a node that is.";
    case "no-input":
      return `${name(problem.node)} owns its numbers and takes no wire. Draw one from it instead.`;
    case "loss-ends":
      return `The graph ends at the loss ${name(problem.node)}. Take the wire from a node before it.`;
    case "port-full":
      return portFull(graph, problem.node, problem.port);
    case "would-cycle":
      return wouldCycle(problem.nodes.map(name));
    case "would-misfit":
    case "width": {
      const [first, second] = problem.widths;
      const node = graph.nodes.find(({ id }) => id === problem.node);
      const isLoss = node !== undefined && opOf(node.op).kind === "loss";
      const rule = isLoss
        ? "A loss needs equal widths."
        : "They have to be equal, or one of them 1.";
      return `${units(first)} and ${units(second)} would meet at ${name(problem.node)}. ${rule}`;
    }
    case "swap-ports": {
      const room = problem.ports === 0 ? "no wire" : problem.ports === 1 ? "one wire" : "two wires";
      const surplus = problem.ports === 0 ? "what is wired" : "a wire";
      return `${problem.op} takes ${room}. Delete ${surplus} into ${name(problem.node)} first.`;
    }
    case "swap-feeds":
      return `${problem.op} ends a graph, but ${name(problem.node)} feeds other nodes. Delete those wires first.`;
    case "not-a-graph":
      return "What was copied last is no graph. Copy some nodes first.";
    case "bad-width":
      return `${name(problem.node)} cannot have ${problem.width} units. Choose a whole number from 1; all numbers of a graph together may be ${groupThousands(LIMITS.numbers)}.`;
    case "bad-rows":
      return `There cannot be ${problem.rows} samples. Choose a whole number from 1 to ${groupThousands(LIMITS.rows)}.`;
    case "too-many":
      return tooMany(problem);
    default:
      return problemSentence(problem);
  }
}

/** Its symbol; its id where it has none, or is not in the graph because only the edit would add it. */
function symbolOrId(graph: Graph, node: NodeId): string {
  const symbol = graph.nodes.find(({ id }) => id === node)?.symbol.trim();
  return symbol ? nodeText(graph, node) : node;
}

/** The document keeps within the limits: only the edit would not. */
function tooMany({ what, count, limit }: EditProblem & { readonly kind: "too-many" }): string {
  const sum = `${groupThousands(count)} ${what}, and at most ${groupThousands(limit)} are allowed.`;
  switch (what) {
    case "nodes":
    case "wires":
      return `With this the graph would have ${sum} Delete some first.`;
    case "numbers":
      return `With this the graph would hold ${sum} Choose fewer units or samples.`;
    case "values":
      return `With this one run would hold ${sum} Choose fewer units or samples.`;
  }
}

function portFull(graph: Graph, node: NodeId, port: number | null): string {
  const name = symbolOrId(graph, node);
  const found = graph.nodes.find(({ id }) => id === node);
  const wired = graph.wires.filter((wire) => wire.target === node).length;
  const open = found ? openPorts(graph, found) : [];
  const [first] = open;
  if (port !== null && found && first !== undefined) {
    const free = `port ${portName(found, first)} is free`;
    return `Port ${portName(found, port)} of ${name} has its wire already; ${free}.`;
  }
  if (port === null || !found || wired <= 1) {
    const full = wired <= 1 ? "its wire" : "all its wires";
    return `${name} has ${full} already. Delete one, or move its end.`;
  }
  return `Port ${portName(found, port)} of ${name} has its wire already. Delete it, or move its end.`;
}

function wouldCycle(nodes: readonly string[]): string {
  const [first = "", ...others] = nodes;
  const last = others[others.length - 1];
  if (last === undefined) return `${first} cannot feed itself.`;
  const between = others.slice(0, -1);
  const through =
    between.length === 0
      ? ""
      : ` through ${between.length > NAMED ? `${between.length} nodes` : between.join(", ")}`;
  return `${first} already feeds ${last}${through}: this wire would close a cycle.`;
}

function units(count: number): string {
  return count === 1 ? "1 unit" : `${count} units`;
}
