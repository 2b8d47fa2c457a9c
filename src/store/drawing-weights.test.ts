import { beforeEach, expect, test } from "vitest";
import { initialised } from "@/graph";
import { presetBySlug } from "@/presets/made.test-support";
import type { Services } from "./commands/command";
import { isPossible, performCommand } from "./commands/commands";
import { documentOf } from "./selectors";
import { useBackflow } from "./store";

const none = {} as Services;
const toy = presetBySlug("toy-network");
if (!toy) throw new Error("There is no such preset.");
const present = () => documentOf(useBackflow.getState());

beforeEach(() => {
  useBackflow.getState().open(toy.document, { kind: "preset", slug: "toy-network" });
  useBackflow.getState().setDrawing({ initialisation: "normal", seed: 4 });
});

test("first weights of the graph, of what is selected, of one node: by the next seed, one undo each", () => {
  performCommand("drawWeights", none);
  expect(present().numbers).toEqual(initialised(toy.document, "normal", 5).numbers);
  useBackflow.getState().undo();
  expect(present()).toBe(toy.document);

  useBackflow.getState().select(new Set(["f1", "h1"]));
  performCommand("drawWeights", none);
  const only = new Set(["f1", "h1"]);
  expect(present().numbers).toEqual(initialised(toy.document, "normal", 6, only).numbers);
  expect(present().numbers.get("f0")).toBe(toy.document.numbers.get("f0"));

  const before = present();
  performCommand("drawWeights", none, { kind: "node", node: "f3" });
  const last = initialised(before, "normal", 7, new Set(["f3"]));
  expect(present().numbers).toEqual(last.numbers);
  expect(useBackflow.getState().spoken.text).toBe("Weights of f₃ drawn: Normal, seed 7.");
});

test("what owns no weights has none to draw", () => {
  expect(isPossible("drawWeights", { kind: "node", node: "h1" })).toBe(false);
  useBackflow.getState().select(new Set(["x", "h1"]));
  expect(isPossible("drawWeights")).toBe(false);
});
