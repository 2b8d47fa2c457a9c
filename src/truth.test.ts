import { describe, expect, inject, it } from "vitest";
import { checkGraph } from "./truth-run.test-support";

const TURNS = inject("turns")["random graphs of whose claims each is checked"];

describe("what the page says of a graph, against facts computed another way", () => {
  it(`holds of ${TURNS} random graphs`, () => {
    const wrong: string[] = [];
    const kinds = new Map<string, number>();
    for (let seed = 0; seed < TURNS; seed++) {
      const checked = checkGraph(seed);
      wrong.push(...checked.wrong);
      for (const kind of checked.kinds) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    }
    expect(wrong).toEqual([]);
  });
});
