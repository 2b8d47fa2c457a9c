// @vitest-environment happy-dom

import { expect, it } from "vitest";
import { presetBySlug } from "@/presets/made.test-support";
import { documentOf, frameOf, useBackflow } from "@/store";
import { paintNode } from "./nodes/node-paint";
import type { NodePart } from "./nodes/node-part";
import { Paint } from "./painting/paint";
import { nameWireDigits, paintWire, type WirePart } from "./wires/wire-paint";

/** The end of a run of a preset, and what stands below ω₀ on its wire and below β₀ in f₀ then. */
function painted(slug: string) {
  const preset = presetBySlug(slug);
  if (!preset) throw new Error("There is no such preset.");
  const state = useBackflow.getState;
  state().open(preset.document, { kind: "preset", slug });
  state().seek(frameOf(state()).trace.steps.length);
  const frame = frameOf(state());
  const { graph } = documentOf(state());
  const wire = graph.wires.findIndex(({ target }) => target === "f0");
  const group = document.createElementNS("http://www.w3.org/2000/svg", "g");
  const label = document.createElement("div");
  label.innerHTML =
    '<span data-part="omega-partial-name"></span><span data-part="omega-partial"></span>';
  paintWire(new Paint<WirePart>(group, label), group, label, frame, wire);
  nameWireDigits(label, frame, wire);
  const index = graph.nodes.findIndex(({ id }) => id === "f0");
  const root = document.createElement("div");
  root.innerHTML =
    '<span data-part="beta-partial-name"></span><span data-part="beta-partial"></span>';
  const node = graph.nodes[index];
  if (node) paintNode(new Paint<NodePart>(root), root, frame, node, index);
  return {
    wire: [...label.children].map(({ textContent }) => textContent),
    title: label.title,
    node: root.textContent,
  };
}

it("of several rows the mean of a partial is called so, beside the derivatives of the sample", () => {
  const { wire, node, title } = painted("mean-over-rows");
  expect(wire).toEqual(["∂L/∂ω₀", "+0.1388"]);
  expect(node).toBe("∂L/∂β₀\u00a0+14.6");
  // Under the pointer, both: of the sample, and the mean.
  expect(title).toMatch(/∂ℓᵢ\/∂ω₀ of this sample 17\.51\d*\n∂L\/∂ω₀, the mean 0\.138\d*/);
});

it("one row is its own mean and needs no name", () => {
  const { wire, node, title } = painted("toy-network");
  expect(wire[0]).toBe("");
  expect(node).toMatch(/^[+−][\d.]+$/);
  expect(title).toMatch(/^local derivative 0\.1\n∂ℓᵢ\/∂ω₀ [−\-\d.]+/);
});
