import { describe, expect, test } from "vitest";
import type { Recipe } from "@/data";
import { readFile } from "../codec/file";
import { writeFile } from "../codec/file-writer";
import { decodeLink, encodeLink } from "../codec/link";
import { isTableNode } from "../columns";
import type { BackflowDocument } from "../document";
import { families, initialMade } from "../made/families";
import type { Made } from "../made-settings";
import { networkSize } from "../network/network-size";
import { checkDocument } from "../parts/check";
import { tableOfRecipe } from "../recipe-table";
import { failure, success } from "../result";
import { asOrdinary, remade, startMade } from "./making";
import { addNode } from "./structure";
import { withNumber } from "./values";

const SHALLOW: Made = { family: "shallow", settings: [3, "relu", 1] };

function changed(document: BackflowDocument, made: Made): BackflowDocument {
  const edited = remade(document, made);
  if (!edited.ok) throw new Error(JSON.stringify(edited.problem));
  return edited.value;
}

const ids = ({ graph }: BackflowDocument) => graph.nodes.map(({ id }) => id);

describe("every family", () => {
  test.each(families)("$id: is sound at first and at the ends of its settings", (family) => {
    const first = initialMade(family);
    for (const [place, description] of family.settings.entries()) {
      const ends =
        description.kind === "whole" || description.kind === "real"
          ? [description.least, description.reach]
          : description.kind === "choice"
            ? description.choices.map(({ id }) => id)
            : description.kind === "seed"
              ? [0, 2 ** 32 - 1]
              : [
                  [1, 1],
                  [16, 1, 3],
                ];
      for (const end of ends) {
        const document = startMade({ ...first, settings: first.settings.with(place, end) });
        expect(checkDocument(document)).toEqual(success(document));
      }
    }
  });

  test.each(families)("$id: nodes of the graph stand apart", (family) => {
    const { layout } = startMade(initialMade(family));
    const places = [...layout.values()].map(({ x, y }) => `${x} ${y}`);
    expect(new Set(places).size).toBe(places.length);
  });
});

test("settings say how many weights and biases there are", () => {
  const { graph } = startMade({
    family: "layers",
    settings: [[4, 8, 5, 3], "relu", "zeros", 1, "squared-error"],
  });
  expect(networkSize(graph)).toMatchObject({ weights: 87, biases: 16 });
  expect(networkSize(startMade(SHALLOW).graph)).toMatchObject({ weights: 6, biases: 4 });
  const wide = startMade({ family: "shallow", settings: [1000, "relu", 1] });
  expect(networkSize(wide.graph)).toMatchObject({ weights: 2000, biases: 1001 });
  // Up to 16 units are nodes of their own, more are one.
  expect(ids(startMade({ family: "shallow", settings: [16, "relu", 1] })).length).toBe(36);
  expect(ids(wide).length).toBe(6);
});

describe("other settings", () => {
  test("keep rows of one's own as far as there are units for them", () => {
    const two = startMade({
      family: "layers",
      settings: [[2, 3, 1], "relu", "zeros", 1, "squared-error"],
    });
    const columns = new Map(two.data.columns).set("x", [
      Float64Array.of(1, 2, 3),
      Float64Array.of(4, 5, 6),
    ]);
    columns.set("y", [Float64Array.of(7, 8, 9)]);
    const rows = { ...two, data: { ...two.data, rows: 3, validation: 1, columns } };
    const three = changed(rows, {
      family: "layers",
      settings: [[3, 3, 1], "relu", "zeros", 1, "squared-error"],
    });
    expect(three.data.columns.get("x")?.slice(0, 2)).toEqual(columns.get("x"));
    expect(three.data).toMatchObject({ rows: 3, validation: 1 });
    expect(three.data.columns.get("y")).toEqual(columns.get("y"));
    const one = changed(three, {
      family: "layers",
      settings: [[1, 3, 1], "relu", "zeros", 1, "squared-error"],
    });
    expect(one.data.columns.get("x")).toEqual([Float64Array.of(1, 2, 3)]);
    for (const node of one.graph.nodes.filter(isTableNode)) {
      expect(one.data.columns.get(node.id)?.length).toBe(node.width);
    }
  });

  test("keep a recipe that fits, and the title that somebody gave", () => {
    const recipe: Recipe = {
      generator: "sine",
      size: 9,
      validation: 2,
      noise: 0,
      seed: 1,
      coding: "0/1",
      points: [],
    };
    const start = startMade(SHALLOW);
    const document = { ...start, data: tableOfRecipe(start.graph, recipe) };
    const more = changed(document, { ...SHALLOW, settings: [4, "relu", 1] });
    expect(more.title).toBe("Shallow network, 4 hidden units");
    expect(more.data.source).toEqual({ kind: "recipe", recipe });
    const named = changed({ ...more, title: "Mine" }, SHALLOW);
    expect(named.title).toBe("Mine");
  });

  test("that no family allows change nothing and say so", () => {
    const start = startMade(SHALLOW);
    const bad: Made[] = [
      { ...SHALLOW, settings: [0, "relu", 1] },
      { ...SHALLOW, settings: [2.5, "relu", 1] },
      { ...SHALLOW, settings: [3, "constructor", 1] },
      { ...SHALLOW, settings: [3, "relu"] },
      { ...SHALLOW, settings: [3, "relu", -1] },
      { family: "layers", settings: [[2], "relu", "zeros", 1, "squared-error"] },
      { family: "deep", settings: [] },
    ];
    for (const made of bad) expect(remade(start, made)).toEqual(failure({ kind: "made" }));
  });
});

describe("an edit by hand makes it an ordinary graph", () => {
  const start = startMade(SHALLOW);

  test("of a weight or of the structure", () => {
    const weight = withNumber(start, { kind: "beta", node: "f", unit: 0 }, 0.125);
    expect(asOrdinary(start, weight).made).toBeNull();
    const added = addNode(start, "relu", { x: 0, y: 0 });
    expect(added.ok && added.value.document.made).toBeNull();
  });

  test("but not of a row, a place or the title", () => {
    const row = withNumber(start, { kind: "value", node: "x", row: 0, unit: 0 }, 9);
    expect(asOrdinary(start, row).made).toEqual(SHALLOW);
    expect(asOrdinary(start, { ...start, title: "Mine" }).made).toEqual(SHALLOW);
    expect(asOrdinary(start, { ...start, layout: new Map() }).made).toEqual(SHALLOW);
  });

  test("also in the text of its file", () => {
    const file = JSON.parse(writeFile(start));
    file.nodes[1].beta = [0.5];
    const read = readFile(JSON.stringify(file));
    expect(read.ok && read.value.made).toBeNull();
    expect(read.ok && read.value.numbers.get("f1")).toMatchObject({ beta: [0.5] });
  });
});

test("a link carries settings alone, however large the graph", async () => {
  for (const settings of [
    [3, "relu", 1],
    [1000, "sigmoid", 77],
  ]) {
    const document = startMade({ family: "shallow", settings: settings as Made["settings"] });
    const link = await encodeLink(document);
    expect(link.length).toBeLessThanOrEqual(90);
    expect(await decodeLink(link)).toEqual(success(document));
  }
});
