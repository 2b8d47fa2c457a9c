import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { generators } from "./generators";
import golden from "./golden/rows.json";
import { MOST_ROWS } from "./limits";
import {
  CLASS_CODINGS,
  generatedColumns,
  type Recipe,
  recipeColumns,
  recipeProblem,
} from "./recipe";

const plain: Recipe = {
  generator: "sine",
  size: 24,
  validation: 8,
  noise: 0.1,
  seed: 7,
  coding: "0/1",
  points: [],
};

const hat = [
  { x: -1, y: 0 },
  { x: 0, y: 1 },
  { x: 1, y: 0 },
];

const recipes = fc
  .record({
    generator: fc.constantFrom(...generators.map(({ id }) => id)),
    size: fc.integer({ min: 1, max: 40 }),
    validation: fc.integer({ min: 0, max: 20 }),
    noise: fc.constantFrom(0, 0.05, 1, 20),
    seed: fc.nat(),
    coding: fc.constantFrom(...CLASS_CODINGS),
  })
  .map((recipe): Recipe => ({ ...recipe, points: recipe.generator === "drawn" ? hat : [] }));

test("ids of generators, in the order of their numbers in links", () => {
  expect(generators.map(({ id }) => id)).toEqual([
    "line",
    "sine",
    "step",
    "polynomial",
    "bumps",
    "circle",
    "two-moons",
    "spirals",
    "xor",
    "drawn",
  ]);
});

test.each(golden)("golden rows: $recipe.generator, $recipe.coding", (expected) => {
  const columns = generatedColumns(expected.recipe as Recipe);
  expect(columns.inputs.map((column) => [...column])).toEqual(expected.inputs);
  expect(columns.targets.map((column) => [...column])).toEqual(expected.targets);
});

test("there are golden rows of every generator, and of every coding of every one with classes", () => {
  const told = golden.map(({ recipe }) => `${recipe.generator} ${recipe.coding}`);
  for (const { id, kind } of generators) {
    const codings = kind === "classes" ? CLASS_CODINGS : ["0/1"];
    for (const coding of codings) expect(told).toContain(`${id} ${coding}`);
  }
});

test("every recipe gives as many columns and rows as it says, of finite numbers with four decimals", () => {
  fc.assert(
    fc.property(recipes, (recipe) => {
      expect(recipeProblem(recipe)).toBeNull();
      const { inputs, targets } = generatedColumns(recipe);
      expect({ inputs: inputs.length, targets: targets.length }).toEqual(recipeColumns(recipe));
      for (const column of [...inputs, ...targets]) {
        expect(column.length).toBe(recipe.size + recipe.validation);
        for (const value of column) {
          expect(Math.round(value * 1e4) / 1e4).toBe(value);
          expect(Object.is(value, -0)).toBe(false);
        }
      }
    }),
    { seed: 12, numRuns: 200 },
  );
});

test("more training rows leave the first ones and the validation rows as they are", () => {
  fc.assert(
    fc.property(recipes, fc.integer({ min: 1, max: 9 }), (recipe, more) => {
      const before = generatedColumns(recipe);
      const after = generatedColumns({ ...recipe, size: recipe.size + more });
      for (const [index, column] of before.inputs.entries()) {
        const longer = after.inputs[index] as Float64Array;
        expect(longer.subarray(0, recipe.size)).toEqual(column.subarray(0, recipe.size));
        expect(longer.subarray(recipe.size + more)).toEqual(column.subarray(recipe.size));
      }
    }),
    { seed: 13, numRuns: 60 },
  );
});

test("without noise the rows of a curve lie on it, and classes keep apart", () => {
  const rows = (recipe: Partial<Recipe>) =>
    generatedColumns({ ...plain, size: 200, noise: 0, ...recipe });
  const sine = rows({});
  sine.inputs[0]?.forEach((x, i) => {
    expect(Math.abs(x)).toBeLessThanOrEqual(1.5);
    expect(sine.targets[0]?.[i]).toBeCloseTo(Math.sin(2 * x), 4);
  });
  const drawn = rows({ generator: "drawn", points: hat });
  expect(Math.max(...(drawn.targets[0] ?? []))).toBeLessThanOrEqual(1);
  const circle = rows({ generator: "circle" });
  circle.targets[0]?.forEach((label, i) => {
    const radius = Math.hypot(circle.inputs[0]?.[i] ?? 0, circle.inputs[1]?.[i] ?? 0);
    expect(radius > 0.75).toBe(label === 1);
  });
  const xor = rows({ generator: "xor" });
  xor.targets[0]?.forEach((label, i) => {
    expect((xor.inputs[0]?.[i] ?? 0) * (xor.inputs[1]?.[i] ?? 0) < 0).toBe(label === 1);
  });
});

test("the codings say the same classes in three ways", () => {
  const targets = (coding: Recipe["coding"]) =>
    generatedColumns({ ...plain, generator: "spirals", coding }).targets;
  const [binary] = targets("0/1");
  expect([...(targets("±1")[0] ?? [])]).toEqual([...(binary ?? [])].map((label) => 2 * label - 1));
  expect([...(targets("one-hot")[1] ?? [])]).toEqual([...(binary ?? [])]);
  expect([...(targets("one-hot")[0] ?? [])]).toEqual([...(binary ?? [])].map((label) => 1 - label));
});

describe("a recipe that gives no rows says what is wrong with it", () => {
  const problems: [Partial<Recipe>, string][] = [
    [{ size: 0 }, "size"],
    [{ size: 2.5 }, "size"],
    [{ size: Number.NaN }, "size"],
    [{ validation: -1 }, "validation"],
    [{ size: MOST_ROWS, validation: 1 }, "too-many-rows"],
    [{ noise: -1 }, "noise"],
    [{ noise: Number.NaN }, "noise"],
    [{ noise: Number.POSITIVE_INFINITY }, "noise"],
    [{ seed: -1 }, "seed"],
    [{ seed: 2 ** 32 }, "seed"],
    [{ generator: "drawn" }, "points"],
    [{ points: hat }, "points"],
    [{ generator: "drawn", points: [...hat, { x: 1, y: 3 }] }, "points"],
    [{ generator: "drawn", points: [...hat, { x: 2, y: Number.NaN }] }, "points"],
  ];
  test.each(problems)("%o", (change, kind) => {
    expect(recipeProblem({ ...plain, ...change })?.kind).toBe(kind);
  });
  test("the most rows are allowed", () => {
    expect(recipeProblem({ ...plain, size: MOST_ROWS - 8 })).toBeNull();
  });
});
