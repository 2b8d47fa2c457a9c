import { type Op, type OpGroup, ops } from "@/ops";

/** What the palette and the finder call the groups, in their order. */
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
 * somewhere in it, 4 its letters with gaps; null not at all.
 */
export function matchName(query: string, name: string): number | null {
  const wanted = plain(query);
  const text = plain(name);
  if (text === wanted) return 0;
  if (text.startsWith(wanted)) return 1;
  if (text.split(/[\s-]+/).some((word) => word.startsWith(wanted))) return 2;
  if (wanted.length > 1 && text.includes(wanted)) return 3;
  return wanted.length > 2 && hasInOrder(text, wanted) ? 4 : null;
}

/** The ops that answer what was typed, the best first; all of them where nothing was. */
export function searchOps(query: string, among: readonly Op[]): readonly Op[] {
  if (query.trim() === "") return among;
  return (
    among
      .flatMap((op) => {
        const score = matchOp(query, op);
        return score === null ? [] : [{ op, score }];
      })
      // Of two that answer as well, what was typed is more of the shorter name.
      .sort((a, b) => a.score - b.score || a.op.title.length - b.op.title.length)
      .map(({ op }) => op)
  );
}

function matchOp(query: string, op: Op): number | null {
  // A name that only somebody else uses counts a little less than the op's own.
  const own = [op.title, op.id].map((name) => matchName(query, name));
  const other = ("searchNames" in op ? op.searchNames : []).map((name) => {
    const score = matchName(query, name);
    // Gaps are for titles: in the short names of others they would find anything.
    return score === null || score === 4 ? null : score + 0.5;
  });
  const scores = [...own, ...other].filter((score) => score !== null);
  return scores.length === 0 ? null : Math.min(...scores);
}

function hasInOrder(text: string, letters: string): boolean {
  let index = 0;
  for (const letter of letters) {
    index = text.indexOf(letter, index) + 1;
    if (index === 0) return false;
  }
  return true;
}

function plain(text: string): string {
  return text.trim().toLowerCase().replace(/\s+/g, " ");
}
