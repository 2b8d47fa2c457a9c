import { expect, it } from "vitest";
import type { NodeGroup } from "@/graph";
import { toyNetwork } from "@/graph/document.test-support";
import { groupCards, groupFrames } from "./group-card";

const { graph, layout } = toyNetwork();

it("a frame goes round its own nodes and the cards in it, and not round nodes that are hidden", () => {
  const groups: readonly NodeGroup[] = [
    { id: "outer", name: "", nodes: [], folded: false },
    { id: "inner", name: "", nodes: ["x", "loss"], folded: true, parent: "outer" },
  ];
  const [card] = groupCards(graph, layout, groups);
  const frame = groupFrames(graph, layout, groups).get("outer");
  if (!card || !frame) throw new Error("There is no card or no frame.");
  // Of two nodes far apart, the card stands in the middle.
  expect(frame.left).toBe(card.position.x - 22);
  expect(frame.right).toBe(card.position.x + card.size.width + 22);
  expect(frame.top).toBeLessThan(card.position.y);
  expect(frame.bottom).toBe(card.position.y + card.size.height + 22);
});

it("frames of 200 groups in one another are made in one pass, each within the one around it", () => {
  let reads = 0;
  const groups = Array.from({ length: 200 }, (_, place): NodeGroup => {
    const nodes = place === 199 ? ["x"] : [];
    return {
      id: `g${place}`,
      name: "",
      nodes,
      folded: false,
      get parent() {
        reads++;
        return place === 0 ? undefined : `g${place - 1}`;
      },
    } as NodeGroup;
  });
  const frames = groupFrames(graph, layout, groups);
  expect(frames.size).toBe(200);
  expect(frames.get("g0")?.left).toBe((layout.get("x")?.x ?? 0) - 200 * 22);
  expect(reads).toBeLessThan(200 * 200 * 5);
});
