import { type Graph, type GraphNode, type NodeIndex, type Position, topologyOf } from "@/graph";
import { sizeOf } from "../node-size";
import { GAP } from "../placement";

/** What stands in a column by its middle: a node, or where a wire passes that column. */
export interface Standing extends Position {
  readonly node: GraphNode | null;
}

/** Of so many branches there is a middle one. With two, the chain goes on level along one of them. */
const BRANCHES = 3;
/** Forwards and backwards, for fans that end in fans. */
const SWEEPS = 2;

/** A node, or a chain of nodes at one height, which stays level. */
interface Chain {
  y: number;
  /** Indices in `graph.nodes`. */
  readonly nodes: number[];
}

/**
 * Moves what parts into three branches or more, or where as many meet, to the height of the middle one, as far as the
 * neighbours in its columns leave it room. Chains at one height stay level.
 */
export function balanceRows(graph: Graph, standing: readonly Standing[]): readonly Standing[] {
  const { indexOf, incoming, outgoing, order, sources, targets } = topologyOf(graph);
  const ranks = new Map(standing.map((each, rank) => [indexOf.get(each.node?.id ?? ""), rank]));
  const chainOf = new Map<number, Chain>();
  const chains: Chain[] = [];
  for (const index of order) {
    const own = standing[ranks.get(index) ?? -1];
    if (!own) continue;
    const [before] = Array.from(incoming[index] ?? [])
      .filter((wire) => wire >= 0 && outgoing[sources[wire] as NodeIndex]?.length === 1)
      .flatMap((wire) => chainOf.get(sources[wire] as NodeIndex) ?? [])
      .filter(({ y }) => y === own.y);
    const chain = before ?? { y: own.y, nodes: [] };
    if (!before) chains.push(chain);
    chain.nodes.push(index);
    chainOf.set(index, chain);
  }

  const heightAt = (rank: number): number => {
    const each = standing[rank];
    const chain = chainOf.get(indexOf.get(each?.node?.id ?? "") ?? -1);
    return chain?.y ?? each?.y ?? 0;
  };
  const neighbours = neighboursInColumns(standing);
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    for (const chain of sweep % 2 === 0 ? chains : chains.toReversed()) {
      const first = chain.nodes.at(0) ?? -1;
      const last = chain.nodes.at(-1) ?? -1;
      const meeting = Array.from(incoming[first] ?? [], (wire) => chainOf.get(sources[wire] ?? -1));
      const parting = Array.from(outgoing[last] ?? [], (wire) => chainOf.get(targets[wire] ?? -1));
      const branches = meeting.length > parting.length ? meeting : parting;
      if (branches.length < BRANCHES) continue;
      const wanted = middleOf(branches.flatMap((branch) => branch?.y ?? []));
      let highest = Number.NEGATIVE_INFINITY;
      let lowest = Number.POSITIVE_INFINITY;
      for (const index of chain.nodes) {
        const { above, below } = neighbours[ranks.get(index) ?? -1] ?? {};
        if (above) highest = Math.max(highest, heightAt(above.index) + above.distance);
        if (below) lowest = Math.min(lowest, heightAt(below.index) - below.distance);
      }
      chain.y = Math.round(Math.min(lowest, Math.max(highest, wanted)));
    }
  }
  return standing.map((each, rank) => ({ ...each, y: heightAt(rank) }));
}

/** The height in the middle of some: of an even number, between two. */
function middleOf(heights: readonly number[]): number {
  const sorted = heights.toSorted((a, b) => a - b);
  const [upper = 0, lower = upper] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  return (upper + lower) / 2;
}

/** The next one in a column, and how far it has to stay away from the middle of this one. */
interface Neighbour {
  readonly index: number;
  readonly distance: number;
}

function neighboursInColumns(
  standing: readonly Standing[],
): readonly { readonly above?: Neighbour; readonly below?: Neighbour }[] {
  const columns = new Map<number, number[]>();
  for (const [index, { x }] of standing.entries()) {
    const column = columns.get(x);
    if (column) column.push(index);
    else columns.set(x, [index]);
  }
  const found: { above?: Neighbour; below?: Neighbour }[] = standing.map(() => ({}));
  for (const column of columns.values()) {
    column.sort((a, b) => (standing[a]?.y ?? 0) - (standing[b]?.y ?? 0));
    for (const [rank, index] of column.entries()) {
      const next = column[rank + 1];
      const upper = standing[index];
      const lower = next === undefined ? undefined : standing[next];
      if (next === undefined || !upper || !lower) continue;
      // What stands closer has its reason, such as wires that pass side by side.
      const distance = Math.min(lower.y - upper.y, halfHeight(upper) + GAP + halfHeight(lower));
      const one = found[index];
      const other = found[next];
      if (one) one.below = { index: next, distance };
      if (other) other.above = { index, distance };
    }
  }
  return found;
}

function halfHeight({ node }: Standing): number {
  return node ? sizeOf(node).height / 2 : 0;
}
