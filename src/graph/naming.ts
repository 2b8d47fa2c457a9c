import type { Op } from "@/ops";
import type { Graph, NodeId } from "./document";
import { defaultSymbol } from "./symbols";

/** How the nodes of one stem are numbered: h₁, h₂ …; f₀, f₁ …; others begin without a number. */
const FIRST_NUMBER: Readonly<Record<string, number>> = { h: 1, f: 0 };

/**
 * The id that a new node of an op gets: the first of its stem that is free, as an id and as the symbol that follows
 * from it. h1, h2 … for functions, f0, f1 … for linear nodes, x, x2, x3 … for what begins without a number.
 */
export function freeId(graph: Graph, op: Op): NodeId {
  const stem = op.stem === "\\ell" ? "loss" : op.stem.replace(/^\\/, "");
  return firstFree(graph, op, numbered(stem, FIRST_NUMBER[stem]));
}

/** The id that a copy of a node gets: its own where that is free, else the next of its stem. */
export function freeIdLike(graph: Graph, op: Op, id: NodeId): NodeId {
  const [, stem = "", digits = ""] = /^(.*?)(\d*)$/.exec(id) ?? [];
  const own = [id][Symbol.iterator]();
  // An id may have 40 characters; its number needs room.
  const next = numbered(stem.slice(0, 30) || "n", digits === "" ? undefined : Number(digits) + 1);
  return firstFree(graph, op, chain(own, next));
}

function firstFree(graph: Graph, op: Op, candidates: Iterable<NodeId>): NodeId {
  const ids = new Set(graph.nodes.map((node) => node.id));
  const symbols = new Set(graph.nodes.map((node) => node.symbol));
  for (const id of candidates) {
    if (!ids.has(id) && !symbols.has(defaultSymbol(id, op))) return id;
  }
  throw new Error("There is always a further number.");
}

function* numbered(stem: string, first: number | undefined): Generator<NodeId> {
  if (first === undefined) yield stem;
  for (let number = first ?? 2; ; number++) yield `${stem}${number}`;
}

function* chain(...parts: readonly Iterable<NodeId>[]): Generator<NodeId> {
  for (const part of parts) yield* part;
}
