import { opOf } from "@/ops";
import type { BackflowDocument, GraphNode, NodeId } from "../document";
import { isLinear, symbolsOf } from "../nodes";
import { success } from "../result";
import { defaultBetaSymbol, defaultOmegaSymbols, defaultSymbol } from "../symbols";
import { type Edited, fitted } from "./structure";

/** Which symbol of a node: its own, β, or the ω of a port. */
export type SymbolPart = "own" | "beta" | { readonly port: number };

/** Renames a node, its β or one ω. An empty symbol becomes the one that follows from the id. */
export function withSymbol(
  document: BackflowDocument,
  id: NodeId,
  part: SymbolPart,
  symbol: string,
): Edited {
  const text = symbol.trim();
  const nodes = document.graph.nodes.map((node): GraphNode => {
    if (node.id !== id) return node;
    if (part === "own") return { ...node, symbol: text || defaultSymbol(id, opOf(node.op)) };
    if (!isLinear(node)) return node;
    if (part === "beta") return { ...node, betaSymbol: text || defaultBetaSymbol(id) };
    const defaults = defaultOmegaSymbols(id, node.omegaSymbols.length);
    const omegaSymbols = node.omegaSymbols.map((old, port) =>
      port === part.port ? text || (defaults[port] ?? old) : old,
    );
    return { ...node, omegaSymbols };
  });
  const before = document.graph.nodes.flatMap(symbolsOf);
  if (nodes.flatMap(symbolsOf).every((now, index) => now === before[index])) {
    return success(document);
  }
  return fitted({ ...document, graph: { ...document.graph, nodes } });
}

/** The document with another title; a problem where that is longer than a title may be. */
export function withTitle(document: BackflowDocument, title: string): Edited {
  return title === document.title ? success(document) : fitted({ ...document, title });
}
