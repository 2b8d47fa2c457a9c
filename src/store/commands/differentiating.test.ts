import { expect, it } from "vitest";
import { presetBySlug } from "@/presets/made.test-support";
import { documentOf, isPossible, performCommand, type Services, useBackflow } from "../index";

/** Choosing what is differentiated asks nothing of the browser. */
const services = {} as Services;

const state = useBackflow.getState;
const output = () => documentOf(state()).graph.output;

function open(slug: string): void {
  const preset = presetBySlug(slug);
  if (!preset) throw new Error("There is no such preset.");
  state().open(preset.document, { kind: "preset", slug });
}

it("the losses are offered only where another node is differentiated and there are losses to go back to", () => {
  open("toy-network");
  // They are what is differentiated.
  expect(isPossible("differentiateLoss")).toBe(false);
  state().select(new Set(["h2"]));
  performCommand("differentiate", services);
  expect(output()).toBe("h2");
  expect(isPossible("differentiateLoss")).toBe(true);
  performCommand("differentiateLoss", services);
  expect([output(), isPossible("differentiateLoss")]).toEqual([null, false]);

  // Without a loss there is nothing to go back to, nor where its target is missing.
  for (const gone of ["loss", "y"]) {
    open("toy-network");
    state().select(new Set([gone]));
    performCommand("delete", services);
    state().select(new Set(["h2"]));
    performCommand("differentiate", services);
    expect([output(), isPossible("differentiateLoss")]).toEqual(["h2", false]);
  }
});

it("the likeliest node is offered only where nothing is differentiated", () => {
  open("toy-network");
  expect(isPossible("differentiateLikeliest")).toBe(false);
  state().select(new Set(["y"]));
  performCommand("delete", services);
  // The loss has no target: it is incomplete, and what it would compare is the end of what is computed.
  expect(isPossible("differentiateLikeliest")).toBe(true);
  performCommand("differentiateLikeliest", services);
  expect([output(), isPossible("differentiateLikeliest")]).toEqual(["f3", false]);

  // Of leaves alone nothing is computed that could be differentiated.
  open("toy-network");
  const leaves = new Set(["x", "y"]);
  state().select(
    new Set(
      documentOf(state())
        .graph.nodes.map(({ id }) => id)
        .filter((id) => !leaves.has(id)),
    ),
  );
  performCommand("delete", services);
  expect(isPossible("differentiateLikeliest")).toBe(false);
});
