import { expect, it } from "vitest";
import { presetBySlug } from "@/presets/made.test-support";
import { commandIds, commandOf, isPossible, useBackflow } from "@/store";
import { reasonOf } from "./command-words";

const REASONLESS = "not now";

it("what cannot be done has a reason, in an empty graph and in one where nothing is selected", () => {
  const toy = presetBySlug("toy-network")?.document;
  if (!toy) throw new Error("There is no toy network.");
  const nothing = { ...toy, graph: { nodes: [], wires: [], output: null } };
  const state = useBackflow.getState();
  let tried = 0;
  for (const document of [nothing, toy]) {
    for (const speed of [0.25, 4]) {
      state.open(
        { ...document, layout: document === toy ? toy.layout : new Map() },
        { kind: "file" },
      );
      useBackflow.getState().setSpeed(speed);
      for (const id of commandIds) {
        if (isPossible(id) || commandOf(id).onFocusedNode) continue;
        tried++;
        expect([id, reasonOf(id)]).not.toContain(REASONLESS);
      }
    }
  }
  useBackflow.getState().setSpeed(1);
  expect(tried).toBeGreaterThan(80);
});
