import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CLASS_CODINGS, generators, type Recipe, randomNumbers } from "@/data";
import { readFile } from "../codec/file";
import { writeFile } from "../codec/file-writer";
import { decodeLink, encodeLink } from "../codec/link";
import type { BackflowDocument } from "../document";
import { toyNetwork } from "../document.test-support";
import { recipeFits, tableOfRecipe } from "../recipe-table";
import { failure, success } from "../result";
import { checkDocument } from "./check";
import { formatAt } from "./table";

const toy = toyNetwork();

const SINE: Recipe = {
  generator: "sine",
  size: 160,
  validation: 40,
  noise: 0.1,
  seed: 7,
  coding: "0/1",
  points: [],
};

/** The toy network with so many inputs, and targets, in one node each. */
function withUnits(inputs: number, targets: number): BackflowDocument {
  const { graph, numbers } = toy;
  const nodes = graph.nodes.map((node) => {
    if (node.id === "x" && "width" in node) return { ...node, width: inputs };
    return node.id === "y" && "width" in node ? { ...node, width: targets } : node;
  });
  const first = numbers.get("f0");
  const wide = [new Array<number>(inputs).fill(0.1)];
  const own =
    first?.kind === "linear" ? new Map(numbers).set("f0", { ...first, omega: [wide] }) : numbers;
  return { ...toy, graph: { ...graph, nodes }, numbers: own };
}

function generated(recipe: Recipe): BackflowDocument {
  const two = withUnits(2, 1);
  const document = recipeFits(toy.graph, recipe) ? toy : two;
  return { ...document, data: tableOfRecipe(document.graph, recipe) };
}

const recipes = fc
  .record({
    generator: fc.constantFrom(...generators.map(({ id }) => id)),
    size: fc.integer({ min: 1, max: 60 }),
    validation: fc.integer({ min: 0, max: 20 }),
    noise: fc.constantFrom(0, 0.05, 1e-7, 12.5),
    seed: fc.nat(),
    coding: fc.constantFrom(...CLASS_CODINGS.filter((coding) => coding !== "one-hot")),
  })
  .map((recipe): Recipe => {
    const points = [
      { x: -1, y: 0.25 },
      { x: 0.5, y: -1 },
      { x: 1.25, y: 0 },
    ];
    return { ...recipe, points: recipe.generator === "drawn" ? points : [] };
  });

test("recipes come back from links and files, with the same rows to the bit", async () => {
  await fc.assert(
    fc.asyncProperty(recipes, async (recipe) => {
      const document = generated(recipe);
      expect(checkDocument(document)).toEqual(success(document));
      expect(await decodeLink(await encodeLink(document))).toEqual(success(document));
      expect(readFile(writeFile(document))).toEqual(success(document));
    }),
    { seed: 21, numRuns: process.env.LONG ? 2000 : 60 },
  );
});

test("validation rows of one's own come back", async () => {
  const { data } = generated(SINE);
  const document: BackflowDocument = { ...toy, data: { ...data, source: { kind: "own" } } };
  expect(await decodeLink(await encodeLink(document))).toEqual(success(document));
  expect(readFile(writeFile(document))).toEqual(success(document));
});

test("an older page says that it is too old, instead of losing the recipe or the line", async () => {
  const own = { ...toy, data: { ...generated(SINE).data, source: { kind: "own" } as const } };
  for (const document of [generated(SINE), own]) {
    const [link, file] = [await encodeLink(document), writeFile(document)];
    expect(link.slice(0, 3)).toBe("g2=");
    expect(await decodeLink(link, formatAt(1))).toEqual(
      failure({ kind: "newer-link", version: 2 }),
    );
    expect(readFile(file, undefined, formatAt(1))).toEqual(
      failure({ kind: "newer-file", version: 2 }),
    );
  }
});

describe("links stay short", () => {
  test("the toy network with 200 generated rows", async () => {
    expect((await encodeLink(generated(SINE))).length).toBeLessThanOrEqual(260);
  });

  const random = randomNumbers(3);
  const columns: [string, () => number][] = [
    ["whole", () => 1000 + random.below(9000)],
    ["decimals from 0.001 to 9.999", () => random.below(10_000) / 1000],
    ["decimals from −99.99 to 99.99", () => (random.below(20_000) - 10_000) / 100],
    ["four decimals of either sign", () => (random.below(30_000) - 15_000) / 10_000],
  ];
  test.each(columns)("the toy network with 100 rows of two numbers: %s", async (_, number) => {
    const column = () => Float64Array.from({ length: 100 }, () => number() + 0);
    const own = new Map([
      ["x", [column()]],
      ["y", [column()]],
    ]);
    const data = { rows: 100, validation: 0, columns: own, source: { kind: "own" } as const };
    const link = await encodeLink({ ...toy, data });
    expect(link.length).toBeLessThanOrEqual(820);
    expect(await decodeLink(link)).toEqual(success({ ...toy, data }));
  });
});

/** Columns of numbers alike, some of which no decimals say. */
const numbersAlike = fc.oneof(
  fc.integer({ min: -5000, max: 5000 }).map((whole) => whole / 100 + 0),
  fc.constantFrom(0, 1),
  fc.constantFrom(-0, 0.5),
  fc.integer({ min: -(2 ** 52), max: 2 ** 52 }).map((whole) => whole + 0),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(1e-12, 1e300, 9_007_199_254_740_991, -9_007_199_254_740_991),
);

test("columns of many rows come back to the last bit, packed or not", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 16, max: 40 }),
      fc.array(numbersAlike, { minLength: 1, maxLength: 3 }),
      fc.boolean(),
      async (rows, [first = 0, second = first, third = second], isMixed) => {
        const column = (start: number) =>
          Float64Array.from({ length: rows }, (_, row) =>
            isMixed && row % 3 === 1 ? start : row % 2 === 0 ? first : start + 0,
          );
        const columns = new Map([
          ["x", [column(second)]],
          ["y", [column(third)]],
        ]);
        const data = { rows, validation: 2, columns, source: { kind: "own" } as const };
        const document: BackflowDocument = { ...toy, data };
        expect(await decodeLink(await encodeLink(document))).toEqual(success(document));
      },
    ),
    { seed: 24, numRuns: process.env.LONG ? 2000 : 60 },
  );
});

test("rows that are few are written as the first version did", async () => {
  const data = (rows: number) => {
    const column = () => Float64Array.from({ length: rows }, (_, row) => row / 8);
    const columns = new Map([
      ["x", [column()]],
      ["y", [column()]],
    ]);
    return { rows, validation: 0, columns, source: { kind: "own" } as const };
  };
  expect((await encodeLink({ ...toy, data: data(16) })).slice(0, 3)).toBe("g1=");
  expect((await encodeLink({ ...toy, data: data(17) })).slice(0, 3)).toBe("g2=");
});

test("a file whose rows were changed by another hand keeps them as they are", () => {
  const file = writeFile(generated({ ...SINE, size: 3, validation: 1 }));
  const { nodes, ...rest } = JSON.parse(file);
  nodes[0].value[1] = [0.125];
  const read = readFile(JSON.stringify({ ...rest, nodes }));
  expect(read.ok && read.value.data.source).toEqual({ kind: "own" });
  expect(read.ok && read.value.data.validation).toBe(1);
  expect(read.ok && read.value.data.columns.get("x")?.[0]?.[1]).toBe(0.125);
});

test("a recipe that gives no rows, or none for this graph, is refused", () => {
  const file = JSON.parse(writeFile(generated({ ...SINE, size: 3, validation: 1 })));
  const bad: [object, string][] = [
    [{ size: 0 }, "rows"],
    [{ noise: -1 }, "rows"],
    [{ size: 20_000 }, "rows"],
    [{ seed: 0.5 }, "data.recipe.seed"],
    [{ generator: "constructor" }, "data.recipe"],
    [{ coding: "two-hot" }, "data.recipe"],
    [{ secret: 1 }, "data.recipe"],
  ];
  for (const [change] of bad) {
    const recipe = { ...file.data.recipe, ...change };
    expect(readFile(JSON.stringify({ ...file, data: { recipe } })).ok).toBe(false);
  }
  expect(readFile(JSON.stringify({ ...file, data: { validation: 4 } }))).toEqual(
    failure({ kind: "refused", problem: { kind: "bad-validation", validation: 4, rows: 4 } }),
  );
});
