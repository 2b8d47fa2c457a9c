import { expect, it } from "vitest";
import { interpolationBound } from "@/data";
import { constructibleNetwork, withConstruction } from "@/graph";
import { presetBySlug } from "@/presets/made.test-support";
import { errorsByUnits, presentError, UNIT_COUNTS } from "./approximation";
import { SEEDS, trainedErrors } from "./trained-errors";

it("the network of D units by construction is as near to the drawn curve as straight lines are, and within the bound", () => {
  const preset = presetBySlug("universal-approximation");
  const network = preset && constructibleNetwork(preset.document);
  if (!network) throw new Error("There is no network to construct.");
  const { errors } = errorsByUnits(network.points);
  for (const units of [1, 2, 10, 100, 1000]) {
    const constructed = withConstruction(preset.document, network, units);
    const again = constructibleNetwork(constructed);
    if (!again) throw new Error("It is no network any more.");
    expect(again.hidden.width).toBe(units);
    const error = presentError(constructed, again);
    expect(error).toBeCloseTo(errors[UNIT_COUNTS.indexOf(units)] ?? Number.NaN, 9);
    expect(error).toBeLessThanOrEqual(interpolationBound(network.points, units) + 1e-12);
  }
});

it("there is nothing to construct where the rows are not drawn, or the graph is another", () => {
  for (const slug of ["shallow-relu-3", "toy-network", "fit-a-line", "vector-layer"]) {
    const preset = presetBySlug(slug);
    expect(preset && constructibleNetwork(preset.document), slug).toBeNull();
  }
});

it("what is trained from five seeds ends elsewhere from each, and from some farther than what can be constructed", () => {
  const preset = presetBySlug("universal-approximation");
  const network = preset && constructibleNetwork(preset.document);
  if (!network) throw new Error("There is no network to train.");
  const found = [...trainedErrors(preset.document, network)].flatMap((point) => point ?? []);
  expect(found.map(({ seed }) => seed)).toEqual([...SEEDS]);
  const errors = found.map(({ error }) => error);
  expect(new Set(errors).size).toBe(SEEDS.length);
  const constructed = errorsByUnits(network.points).errors[UNIT_COUNTS.indexOf(6)] ?? Number.NaN;
  expect(Math.max(...errors)).toBeGreaterThan(constructed);
  expect(Math.max(...errors)).toBeLessThan(1);
  // Another time they are the same, to the bit.
  const again = trainedErrors(preset.document, network);
  for (const point of again) if (point) return expect(point).toEqual(found[0]);
});
