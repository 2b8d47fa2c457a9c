import { type Graph, type NodeId, topologyOf } from "@/graph";
import { type Op, type OpGroup, ops } from "@/ops";

/** What the palette and the search call the groups, in their order. */
export const OP_GROUPS: readonly { readonly id: OpGroup; readonly name: string }[] = [
  { id: "numbers", name: "Numbers" },
  { id: "combine", name: "Combine" },
  { id: "functions", name: "Functions" },
  { id: "activations", name: "Activations" },
  { id: "losses", name: "Losses" },
];

/** Ops in the order of the palette. */
export const OPS_BY_GROUP: readonly Op[] = OP_GROUPS.flatMap(({ id }) =>
  ops.filter((op) => op.group === id),
);

/**
 * How well a name answers what was typed: 0 the very name, 1 its beginning, 2 the beginning of one of its words, 4 the
 * initials of its words; null not at all. Letters inside a word say nothing: "step" is not meant by "timestep".
 */
export function matchName(query: string, name: string): number | null {
  const wanted = plain(query);
  const text = plain(name);
  if (text === wanted) return 0;
  if (text.startsWith(wanted)) return 1;
  const words = text.split(" ");
  if (words.some((_, first) => words.slice(first).join(" ").startsWith(wanted))) return 2;
  const initials = words.map((word) => word.charAt(0)).join("");
  return wanted.length > 1 && initials.startsWith(wanted) ? 4 : null;
}

/**
 * The ops that answer what was typed, the best first; all of them where nothing was. `units`: how many
 * what a new node would be wired with has; null where that is nothing.
 */
export function searchOps(
  query: string,
  among: readonly Op[],
  units: number | null = null,
): readonly Op[] {
  if (query.trim() === "") return among;
  return (
    among
      .flatMap((op) => {
        const score = matchOp(query, op);
        return score === null ? [] : [{ op, score: score + misfit(op, units) }];
      })
      // Of two that answer as well, what was typed is more of the shorter name.
      .sort((a, b) => a.score - b.score || a.op.title.length - b.op.title.length)
      .map(({ op }) => op)
  );
}

/** The units of a node; null where there is none. */
export function unitsOf(graph: Graph, node: NodeId | null): number | null {
  const { indexOf, widths } = topologyOf(graph);
  return widths[indexOf.get(node ?? "") ?? -1] ?? null;
}

/** By how much an op comes later, or sooner, for the number of units that it would meet. */
export function misfit(op: Op, units: number | null): number {
  if (!("ofSeveral" in op) || units === null) return 0;
  return units > 1 ? -1 : 1;
}

/**
 * By how much another name counts less than the one that is shown. Names stand in the order in which they are meant:
 * "log loss" is said of one probability more often than of several classes.
 */
function lessAt(index: number): number {
  return index === 0 ? 0 : 0.5 + 0.01 * index;
}

function matchOp(query: string, op: Op): number | null {
  const own = scoreNames(query, namesOf(op));
  if (own !== null && own <= 1) return own;
  // The name of a group finds all of it, in the order of the palette, after what is called so or begins so.
  const ofGroup = matchName(query, groupOf(op));
  if (ofGroup !== null && ofGroup <= 1 && query.trim().length > 2) {
    return 1 + (OPS_BY_GROUP.indexOf(op) + 1) / 1000;
  }
  return own;
}

/** What the group of an op is called. */
export function groupOf(op: Op): string {
  return OP_GROUPS.find(({ id }) => id === op.group)?.name ?? "";
}

/** What an op is found by, its title first. */
export function namesOf(op: Op): readonly string[] {
  return [op.title, op.id, ...("searchNames" in op ? op.searchNames : [])];
}

/** How well the best of several names answers, the less the later it stands; null where none does. */
export function scoreNames(query: string, names: readonly string[]): number | null {
  const scores = names.flatMap((name, index) => {
    const score = matchName(query, name);
    return score === null ? [] : [score + lessAt(index)];
  });
  return scores.length === 0 ? null : Math.min(...scores);
}

/** In small letters; a hyphen between letters is a space: "cross entropy" finds "cross-entropy". "w_1" is "w1". */
function plain(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replace(/(?<=\p{L})_(?=\d)/gu, "")
    .replace(/(?<=\p{L})[-_](?=\p{L})|\s+/gu, " ");
}
