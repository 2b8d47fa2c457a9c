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
 * How well a name answers what was typed: 0 the very name, 1 its beginning, 2 the beginning of one of its words, 3
 * somewhere in it, 4 the initials of its words; null not at all.
 */
export function matchName(query: string, name: string): number | null {
  const wanted = plain(query);
  const text = plain(name);
  if (text === wanted) return 0;
  if (text.startsWith(wanted)) return 1;
  const words = text.split(" ");
  if (words.some((_, first) => words.slice(first).join(" ").startsWith(wanted))) return 2;
  // One or two letters inside a word say nothing.
  if (wanted.length > 2 && text.includes(wanted)) return 3;
  const initials = words.map((word) => word.charAt(0)).join("");
  return wanted.length > 1 && initials.startsWith(wanted) ? 4 : null;
}

/**
 * The ops that answer what was typed, the best first; all of them where nothing was. `units`: how many
 * what a new node would be wired with has.
 */
export function searchOps(query: string, among: readonly Op[], units = 1): readonly Op[] {
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

/** The units of a node; one where there is none. */
export function unitsOf(graph: Graph, node: NodeId | null): number {
  const { indexOf, widths } = topologyOf(graph);
  return Math.max(1, widths[indexOf.get(node ?? "") ?? -1] ?? 1);
}

/** By how much an op comes later, or sooner, for the number of units that it would meet. */
export function misfit(op: Op, units: number): number {
  if (!("ofSeveral" in op)) return 0;
  return units > 1 ? -1 : 1;
}

function matchOp(query: string, op: Op): number | null {
  // A name that only somebody else uses counts a little less than the op's own.
  const own = [op.title, op.id].map((name) => matchName(query, name));
  const other = ("searchNames" in op ? op.searchNames : []).map((name) => {
    const score = matchName(query, name);
    return score === null ? null : score + 0.5;
  });
  // The name of a group finds all of it, after what bears the word itself.
  const group = OP_GROUPS.find(({ id }) => id === op.group)?.name ?? "";
  const ofGroup = matchName(query, group);
  const whole = ofGroup !== null && ofGroup <= 1 && query.trim().length > 2 ? [ofGroup + 5] : [];
  const scores = [...own, ...other, ...whole].filter((score) => score !== null);
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
