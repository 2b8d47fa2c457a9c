import type { Op } from "@/ops";
import type { Graph, GraphNode, NodeId } from "../document";
import { LIMITS } from "../limits";
import { defaultSymbols, symbolsOf } from "../nodes";
import { numberingOf } from "./symbol-numbering";

/** How the nodes of one stem are numbered: h₁, h₂ …; f₀, f₁ …; others begin without a number. */
const FIRST_NUMBER: Readonly<Record<string, number>> = { h: 1, f: 0 };

/**
 * The id that a new node of an op gets: the first of its stem that is free, as an id and with the symbols that follow
 * from it. h1, h2 … for functions, f0, f1 … for linear nodes, x, x2, x3 … for what begins without a number.
 */
export function freeId(graph: Graph, op: Op): NodeId {
  const stem = op.stem === "\\ell" ? "loss" : op.stem.replace(/^\\/, "");
  const taken = new TakenNames();
  for (const node of graph.nodes) taken.add(node);
  // A new linear node has one wire before long.
  return taken.firstFree(op, 1, numbered(stem, FIRST_NUMBER[stem]));
}

/** The ids and symbols of some nodes. */
export class TakenNames {
  private readonly ids = new Set<NodeId>();
  private readonly symbols = new Set<string>();
  private readonly numbersOfIds = new TakenNumbers();
  private readonly numbersOfSymbols = new TakenNumbers();

  add(node: GraphNode): void {
    this.ids.add(node.id);
    for (const symbol of symbolsOf(node)) this.symbols.add(symbol);
  }

  addSymbol(symbol: string): void {
    this.symbols.add(symbol);
  }

  hasSymbol(symbol: string): boolean {
    return this.symbols.has(symbol);
  }

  /** The id that a copy of a node gets: its own where that is free, else the next of its stem. */
  freeIdLike(op: Op, { id }: GraphNode, ports: number): NodeId {
    if (this.isFree(op, id, ports)) return id;
    // Longer numbers would lose digits, and an id of 40 characters leaves no room for a number.
    const [, letters = id, digits = ""] = /^(.*?)(\d{0,9})$/.exec(id) ?? [];
    const stem = letters.slice(0, 30) || "n";
    const first = digits === "" ? 2 : Number(digits) + 1;
    const number = this.numbersOfIds.next(stem, first, (candidate) =>
      this.isFree(op, `${stem}${candidate}`, ports),
    );
    return `${stem}${number}`;
  }

  /** The symbol that a copy of what bears `symbol` gets: the next that is free. Null where there is none to go on from. */
  freeSymbolLike(symbol: string): string | null {
    if (symbol.trim() === "") return null;
    const { first, symbolOf } = numberingOf(symbol);
    const number = this.numbersOfSymbols.next(
      symbolOf(0),
      first,
      (candidate) => !this.symbols.has(symbolOf(candidate)),
    );
    const free = symbolOf(number);
    return free.length <= LIMITS.symbol ? free : null;
  }

  /** The first of some ids that is free. */
  firstFree(op: Op, ports: number, candidates: Iterable<NodeId>): NodeId {
    for (const id of candidates) {
      if (this.isFree(op, id, ports)) return id;
    }
    throw new Error("There is always a further number.");
  }

  private isFree(op: Op, id: NodeId, ports: number): boolean {
    if (this.ids.has(id)) return false;
    return !defaultSymbols(op, id, ports).some((symbol) => this.symbols.has(symbol));
  }
}

/** Of each stem, numbers that were found taken: pasting many nodes would ask for them again and again. */
class TakenNumbers {
  /** Both inclusive. */
  private readonly runs = new Map<string, { readonly from: number; readonly to: number }>();

  /** The first number from `first` on that is free. It is taken from then on. */
  next(stem: string, first: number, isFree: (number: number) => boolean): number {
    const run = this.runs.get(stem);
    const known = run !== undefined && run.from <= first && first <= run.to;
    let number = known ? run.to + 1 : first;
    while (!isFree(number)) number++;
    this.runs.set(stem, { from: known ? run.from : first, to: number });
    return number;
  }
}

function* numbered(stem: string, first: number | undefined): Generator<NodeId> {
  if (first === undefined) yield stem;
  for (let number = first ?? 2; ; number++) yield `${stem}${number}`;
}
