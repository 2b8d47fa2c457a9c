import { matchName } from "./op-search";

/** Something that can be found. */
export interface Findable {
  /** What it is and which, such as "node h1". */
  readonly id: string;
  readonly group: string;
  /** What it answers to, the name that is shown first. */
  readonly names: readonly string[];
  /** What stands beside it. */
  readonly more: string;
}

export interface FoundGroup {
  readonly name: string;
  readonly found: readonly Findable[];
}

/** Of each group, at most so many that answer; the others come with a letter more. */
const MOST_OF_GROUP = 8;

/** What answers to what was typed, by group: the group with the best first. All where nothing was typed. */
export function findEverything(query: string, among: readonly Findable[]): readonly FoundGroup[] {
  const isWhole = query.trim() === "";
  const groups = new Map<string, { readonly findable: Findable; readonly score: number }[]>();
  for (const findable of among) {
    const score = isWhole ? 0 : scoreOf(query, findable);
    if (score === null) continue;
    const group = groups.get(findable.group);
    if (group) group.push({ findable, score });
    else groups.set(findable.group, [{ findable, score }]);
  }
  return Array.from(groups, ([name, scored]) => {
    const sorted = scored.toSorted((a, b) => a.score - b.score);
    const shown = isWhole ? sorted : sorted.slice(0, MOST_OF_GROUP);
    return { name, best: sorted[0]?.score ?? 0, found: shown.map(({ findable }) => findable) };
  }).sort((a, b) => a.best - b.best);
}

/** The name that is shown counts before the others. */
function scoreOf(query: string, { names }: Findable): number | null {
  const scores = names.flatMap((name, place) => {
    const score = matchName(query, name);
    return score === null ? [] : [score + (place === 0 ? 0 : 0.5)];
  });
  return scores.length === 0 ? null : Math.min(...scores);
}
