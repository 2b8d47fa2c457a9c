import { planOf } from "@/engine";
import {
  defaultSymbols,
  type Graph,
  type GraphNode,
  isLinear,
  type NodeId,
  numberingOf,
} from "@/graph";
import { type Op, opOf } from "@/ops";
import { symbolText } from "./symbols";

/**
 * What the quantities of a graph are called where they are shown. A document may give one symbol to two of them: its
 * symbols follow from ids, and those rules are part of the format. Here no two are called the same, but
 * for symbols whose number would not show.
 *
 * - Several inputs that bear the index of the sample are x_{i1}, x_{i2}, for x_1 is sample 1; targets and losses too.
 * - The ω of a node of several wires are counted from 1, without a comma: \omega_{01}, \omega_{02}.
 * - What is taken already gets the next number, of a linear node all that it owns the same one.
 */
export interface Names {
  /** Symbols as LaTeX, not yet checked for what KaTeX may see (`symbolLatex`). */
  readonly own: ReadonlyMap<NodeId, string>;
  readonly beta: ReadonlyMap<NodeId, string>;
  /** By port. */
  readonly omega: ReadonlyMap<NodeId, readonly string[]>;
}

const known = new WeakMap<Graph, Names>();

/** The names of a graph, found once. */
export function namesOf(graph: Graph): Names {
  let names = known.get(graph);
  if (!names) {
    names = findNames(graph);
    known.set(graph, names);
  }
  return names;
}

function findNames(graph: Graph): Names {
  const taken = new Taken();
  // The mean over the rows, and the sum of several losses, have names that no node may bear.
  taken.add("L");
  if (planOf(graph).objective.length > 1) taken.add("\\ell_i");
  const own = new Map<NodeId, string>();
  const beta = new Map<NodeId, string>();
  const omega = new Map<NodeId, readonly string[]>();
  const several = stemsOfSeveral(graph);
  for (const node of graph.nodes) own.set(node.id, taken.free(ownSymbol(node, several)));
  for (const node of graph.nodes) {
    if (!isLinear(node)) continue;
    const [ofBeta, ...ofOmega] = ownedSymbols(node, taken);
    beta.set(node.id, taken.free(ofBeta ?? "\\beta"));
    omega.set(
      node.id,
      ofOmega.map((symbol) => taken.free(symbol)),
    );
  }
  return { own, beta, omega };
}

/** What stands for a symbol of which nothing can be seen: an index alone would read as a name of its own, "2". */
const UNSEEN = symbolText("");
const UNSEEN_NUMBERING = { first: 2, symbolOf: (number: number) => `${UNSEEN} ${number}` };

/** Symbols that are used, compared as they read: x_1 and x_{1} are the same. */
class Taken {
  private readonly texts = new Set<string>();
  /** The number from which on a symbol may be free: many nodes of one symbol would be counted from the start each. */
  private readonly next = new Map<string, number>();

  get size(): number {
    return this.texts.size;
  }

  add(symbol: string): void {
    this.texts.add(symbolText(symbol));
  }

  has(symbol: string): boolean {
    return this.texts.has(symbolText(symbol));
  }

  /**
   * The symbol itself, or the next that is free; taken from then on. One whose number does not show, such as a text that
   * is cut, stays as it is: no number would ever make it another.
   */
  free(symbol: string): string {
    const found = this.has(symbol) ? (this.numbered(symbol) ?? symbol) : symbol;
    this.add(found);
    return found;
  }

  private numbered(symbol: string): string | null {
    const { first, symbolOf } =
      symbolText(symbol) === UNSEEN ? UNSEEN_NUMBERING : numberingOf(symbol);
    const start = this.next.get(symbol) ?? first;
    // Of one text more than there are taken, one is free.
    for (let number = start; number <= start + this.texts.size; number++) {
      this.next.set(symbol, number + 1);
      const candidate = symbolOf(number);
      if (!this.has(candidate)) return candidate;
      if (symbolText(candidate) === symbolText(symbol)) return null;
    }
    return null;
  }
}

/** What the symbol of a sample's own is made of: "x" of x_i and x_2. Null where the symbol is not the one of its id. */
function sampleStem(node: GraphNode): { stem: string; number: string } | null {
  const op = opOf(node.op);
  if (!isPerSample(op) || node.symbol !== defaultSymbols(op, node.id, 0)[0]) return null;
  const [, stem, index = ""] = /^(x|y|\\ell)_\{?(i|\d+)\}?$/.exec(node.symbol) ?? [];
  return stem === undefined ? null : { stem, number: index === "i" ? "1" : index };
}

function isPerSample(op: Op): boolean {
  return op.kind === "loss" || (op.kind === "leaf" && op.perSample);
}

/** The stems that two or more nodes have. */
function stemsOfSeveral(graph: Graph): ReadonlySet<string> {
  const counts = new Map<string, number>();
  for (const node of graph.nodes) {
    const stem = sampleStem(node)?.stem;
    if (stem !== undefined) counts.set(stem, (counts.get(stem) ?? 0) + 1);
  }
  return new Set([...counts].filter(([, count]) => count > 1).map(([stem]) => stem));
}

function ownSymbol(node: GraphNode, several: ReadonlySet<string>): string {
  const found = sampleStem(node);
  return found && several.has(found.stem) ? `${found.stem}_{i${found.number}}` : node.symbol;
}

/** β and the ω of a linear node: as they stand, or all with another number where one of them is taken. */
function ownedSymbols(node: GraphNode, taken: Taken): readonly string[] {
  if (!isLinear(node)) return [];
  const op = opOf(node.op);
  const ports = node.omegaSymbols.length;
  const [, beta, ...omegas] = defaultSymbols(op, node.id, ports);
  const index = /\d*$/.exec(node.id)?.[0] ?? "";
  const shown = node.omegaSymbols.map((symbol, port) =>
    symbol === omegas[port] && ports > 1 ? countedOmega(index, port, ports) : symbol,
  );
  const symbols = [node.betaSymbol, ...shown];
  if (!symbols.some((symbol) => taken.has(symbol))) return symbols;
  const isDefault =
    node.betaSymbol === beta && node.omegaSymbols.every((symbol, port) => symbol === omegas[port]);
  if (!isDefault) return symbols;
  const own = Number(index || "0");
  // Beyond these a number that is counted up stays as it is.
  const first = Number.isSafeInteger(own + taken.size) ? own + 1 : 1;
  for (let number = first; number <= first + taken.size; number++) {
    const candidate = [
      withIndex("\\beta", `${number}`),
      ...omegas.map((_, port) => countedOmega(`${number}`, port, ports)),
    ];
    if (!candidate.some((symbol) => taken.has(symbol))) return candidate;
  }
  return symbols;
}

/** ω of a port, counted from 1: \omega_{01}; with a comma where one of the two has several digits. */
function countedOmega(index: string, port: number, ports: number): string {
  if (ports === 1) return withIndex("\\omega", index);
  const comma = index !== "" && (index.length > 1 || ports > 9) ? "," : "";
  return withIndex("\\omega", `${index}${comma}${port + 1}`);
}

function withIndex(stem: string, index: string): string {
  if (index === "") return stem;
  return index.length === 1 ? `${stem}_${index}` : `${stem}_{${index}}`;
}
