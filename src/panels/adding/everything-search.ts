import { scoreNames } from "./op-search";

/** Something that can be found. */
export interface Findable {
  /** What it is and which, such as "node h1". */
  readonly id: string;
  readonly group: string;
  /** What it answers to, the name that is shown first. */
  readonly names: readonly string[];
  /** What stands beside it. */
  readonly more: string;
  /** Why it cannot be done now. */
  readonly against?: string;
  /** One of so many that it is listed only where it is asked for. */
  readonly isOneOfMany?: boolean;
  /** How much later it comes than it answers, or sooner. */
  readonly misfit?: number;
}

/** What is found of one sort, under its heading. */
export interface FoundGroup {
  readonly name: string;
  readonly found: readonly Findable[];
}

/** Of each group, at most so many that answer; the others come with a letter more. */
const MOST_OF_GROUP = 8;
/**
 * What cannot be done comes after all that can, but not where it was asked for by its very name: Enter after "delete" says
 * what to select, and does not delete the graph.
 */
const IMPOSSIBLE = 10;

interface Scored {
  readonly findable: Findable;
  readonly score: number;
}

/**
 * What answers to what was typed, by group: the group with the best first, and in each last what cannot be done now. All
 * where nothing was typed.
 */
export function findEverything(query: string, among: readonly Findable[]): readonly FoundGroup[] {
  const isWhole = query.trim() === "";
  const groups = new Map<string, Scored[]>();
  for (const findable of among) {
    const score = isWhole ? wholeScore(findable) : scoreOf(query, findable);
    if (score === null) continue;
    const group = groups.get(findable.group);
    if (group) group.push({ findable, score });
    else groups.set(findable.group, [{ findable, score }]);
  }
  return Array.from(groups, ([name, scored]) => {
    const best = scored.toSorted((a, b) => a.score - b.score);
    const shown = (isWhole ? best : best.slice(0, MOST_OF_GROUP)).toSorted(
      (a, b) => orderOf(a) - orderOf(b),
    );
    const [first] = shown;
    return { name, best: first ? orderOf(first) : 0, found: shown.map(({ findable }) => findable) };
  }).sort((a, b) => a.best - b.best);
}

function orderOf({ findable, score }: Scored): number {
  return score + (findable.against === undefined || score === 0 ? 0 : IMPOSSIBLE);
}

function wholeScore({ isOneOfMany }: Findable): number | null {
  return isOneOfMany ? null : 0;
}

function scoreOf(query: string, { names, misfit = 0 }: Findable): number | null {
  const score = scoreNames(query, names);
  return score === null ? null : score + misfit;
}
