import type { Column } from "./column";
import { type GeneratorId, generatorOf } from "./generators";
import { FARTHEST_DRAWN, MOST_DRAWN_POINTS, MOST_NOISE, MOST_ROWS } from "./limits";
import type { DrawnPoint } from "./point";
import { MOST_SEED, type RandomNumbers, randomNumbers, roundedToFourDecimals } from "./random";

/** How the two classes of a recipe are written down in the targets. Its index in the list is its number in links. */
export const CLASS_CODINGS = ["0/1", "±1", "one-hot"] as const;
export type ClassCoding = (typeof CLASS_CODINGS)[number];

/** Everything that generated rows depend on: the same recipe gives the same rows in every browser. */
export interface Recipe {
  readonly generator: GeneratorId;
  /** The number of training rows, at least 1. */
  readonly size: number;
  /** The number of validation rows, at least 0. */
  readonly validation: number;
  /** The standard deviation of what is added: to y of a curve, to x₁ and x₂ of classes. At least 0. */
  readonly noise: number;
  /** A whole number from 0 to 2³² − 1. */
  readonly seed: number;
  /** Only generators of classes look at it. */
  readonly coding: ClassCoding;
  /** The points of a drawn curve, x ascending; empty for every other generator. */
  readonly points: readonly DrawnPoint[];
}

/** What is wrong with a recipe; the page makes a sentence of it. */
export type RecipeProblem =
  | { readonly kind: "size"; readonly size: number }
  | { readonly kind: "validation"; readonly validation: number }
  | { readonly kind: "too-many-rows"; readonly rows: number }
  | { readonly kind: "noise"; readonly noise: number }
  | { readonly kind: "seed"; readonly seed: number }
  | { readonly kind: "points" };

/**
 * The first thing that stands against making rows of a recipe, which may come from outside; null where they can be
 * made.
 */
export function recipeProblem(recipe: Recipe): RecipeProblem | null {
  const { size, validation, noise, seed } = recipe;
  if (!Number.isInteger(size) || size < 1) return { kind: "size", size };
  if (!Number.isInteger(validation) || validation < 0) return { kind: "validation", validation };
  if (size + validation > MOST_ROWS) return { kind: "too-many-rows", rows: size + validation };
  if (!(noise >= 0 && noise <= MOST_NOISE)) return { kind: "noise", noise };
  if (!Number.isInteger(seed) || seed < 0 || seed > MOST_SEED) return { kind: "seed", seed };
  return arePointsRight(recipe) ? null : { kind: "points" };
}

function arePointsRight({ generator, points }: Recipe): boolean {
  if (generator !== "drawn") return points.length === 0;
  return (
    points.length >= 2 &&
    points.length <= MOST_DRAWN_POINTS &&
    points.every(
      ({ x, y }, index) =>
        Math.abs(x) <= FARTHEST_DRAWN &&
        Math.abs(y) <= FARTHEST_DRAWN &&
        x > (points[index - 1]?.x ?? Number.NEGATIVE_INFINITY),
    )
  );
}

/** How many columns of inputs and of targets a recipe fills. */
export function recipeColumns({ generator, coding }: Recipe): { inputs: number; targets: number } {
  if (generatorOf(generator).kind === "curve") return { inputs: 1, targets: 1 };
  return { inputs: 2, targets: coding === "one-hot" ? 2 : 1 };
}

/** Columns of `size + validation` rows each, training rows first. */
export interface GeneratedColumns {
  readonly inputs: readonly Column[];
  readonly targets: readonly Column[];
}

/** One stream of random numbers for the training rows, one for the validation rows: more of one leaves the other alone. */
const TRAINING_STREAM = 1;
const VALIDATION_STREAM = 2;

/** The rows of a recipe that has no problem, every number rounded to four decimals. */
export function generatedColumns(recipe: Recipe): GeneratedColumns {
  const { inputs, targets } = recipeColumns(recipe);
  const rows = recipe.size + recipe.validation;
  const columns = Array.from({ length: inputs + targets }, () => new Float64Array(rows));
  const rowOf = rowMaker(recipe);
  const streams = [
    { from: 0, to: recipe.size, random: randomNumbers(recipe.seed, TRAINING_STREAM) },
    { from: recipe.size, to: rows, random: randomNumbers(recipe.seed, VALIDATION_STREAM) },
  ];
  for (const { from, to, random } of streams) {
    for (let row = from; row < to; row++) {
      for (const [index, value] of rowOf(row - from, random).entries()) {
        (columns[index] as Float64Array)[row] = roundedToFourDecimals(value);
      }
    }
  }
  return { inputs: columns.slice(0, inputs), targets: columns.slice(inputs) };
}

/** The numbers of one row, inputs first. */
function rowMaker(recipe: Recipe): (index: number, random: RandomNumbers) => readonly number[] {
  const generator = generatorOf(recipe.generator);
  const { noise, coding } = recipe;
  if (generator.kind === "curve") {
    const { from, to, valueAt } = generator.curve(recipe.points);
    return (_, random) => {
      // Rounded before g: the printed x is the one that y belongs to.
      const x = roundedToFourDecimals(from + (to - from) * random.uniform());
      return [x, valueAt(x) + noise * random.normal()];
    };
  }
  return (index, random) => {
    const label = index % 2 === 0 ? 0 : 1;
    const [x1, x2] = generator.point(label, random);
    const moved = [x1 + noise * random.normal(), x2 + noise * random.normal()];
    return [...moved, ...codedClass(label, coding)];
  };
}

/** The targets of the class 0 or 1. */
function codedClass(label: 0 | 1, coding: ClassCoding): readonly number[] {
  if (coding === "one-hot") return label === 0 ? [1, 0] : [0, 1];
  if (coding === "±1") return [label === 0 ? -1 : 1];
  return [label];
}
