import {
  CLASS_CODINGS,
  type DataTable,
  generatorById,
  generators,
  type Recipe,
  recipeProblem,
} from "@/data";
import type { Json } from "../json";
import {
  malformed,
  readList,
  readNumber,
  readNumbers,
  readObject,
  readText,
  readWhole,
} from "../reader";

/**
 * What links and files say of a table beside its rows: how many are for validation, or the recipe that they come from.
 * The version of the format that first holds it.
 */
export const ROWS_SINCE = 2;
/** Its name in the `rest` of a link, and in a file. */
export const ROWS_IN_LINK = "rows";
export const ROWS_IN_FILE = "data";

/** Does a table need it? */
export function usesRows({ validation, source }: DataTable): boolean {
  return validation > 0 || source.kind === "recipe";
}

/**
 * In a link: V alone, or the recipe as [generator, size, V, noise, seed, coding, x, y, x, y, …], whose generator and coding
 * are numbers of their tables.
 */
export function rowsForLink({ validation, source }: DataTable): Json {
  if (source.kind === "own") return validation;
  const { generator, size, noise, seed, coding, points } = source.recipe;
  const number = generators.findIndex(({ id }) => id === generator);
  const code = CLASS_CODINGS.indexOf(coding);
  return [number, size, validation, noise, seed, code, ...points.flatMap(({ x, y }) => [x, y])];
}

/** The number of validation rows, or a recipe without a problem. */
export function rowsFromLink(json: unknown): number | Recipe {
  if (typeof json === "number") return readWhole(json, ROWS_IN_LINK);
  const [number, size = 0, validation = 0, noise = 0, seed = 0, code, ...points] = readNumbers(
    json,
    ROWS_IN_LINK,
  );
  const generator = generators[number ?? -1]?.id;
  const coding = CLASS_CODINGS[code ?? -1];
  if (!generator || !coding || points.length % 2 !== 0) {
    return malformed(ROWS_IN_LINK, "list of numbers");
  }
  return sound({
    generator,
    size,
    validation,
    noise,
    seed,
    coding,
    points: Array.from({ length: points.length / 2 }, (_, index) => ({
      x: points[2 * index] ?? 0,
      y: points[2 * index + 1] ?? 0,
    })),
  });
}

function sound(recipe: Recipe): Recipe {
  return recipeProblem(recipe) === null ? recipe : malformed(ROWS_IN_LINK, "recipe");
}

/** In a file: { validation }, or { recipe } with all that the rows depend on. */
export function rowsForFile({ validation, source }: DataTable): Json {
  if (source.kind === "own") return { validation };
  const { points, ...recipe } = source.recipe;
  const drawn = points.length > 0 ? { points: points.map(({ x, y }) => [x, y]) } : {};
  return { recipe: { ...recipe, ...drawn } };
}

/** Reads what a file says: the number of validation rows, or a recipe. */
export function rowsFromFile(json: unknown): number | Recipe {
  const { validation = 0, recipe } = readObject(json, ROWS_IN_FILE, ["validation", "recipe"]);
  if (recipe === undefined) return readWhole(validation, `${ROWS_IN_FILE}.validation`);
  const path = `${ROWS_IN_FILE}.recipe`;
  const fields = readObject(recipe, path, [
    "generator",
    "size",
    "validation",
    "noise",
    "seed",
    "coding",
    "points",
  ]);
  const generator = generatorById(readText(fields.generator, `${path}.generator`));
  const coding = CLASS_CODINGS.find((one) => one === (fields.coding ?? CLASS_CODINGS[0]));
  if (!generator || !coding) return malformed(path, "recipe");
  return sound({
    generator: generator.id,
    size: readWhole(fields.size, `${path}.size`),
    validation: readWhole(fields.validation ?? 0, `${path}.validation`),
    noise: readNumber(fields.noise, `${path}.noise`),
    seed: readWhole(fields.seed, `${path}.seed`),
    coding,
    points: readList(fields.points ?? [], `${path}.points`).map((point, index) => {
      const [x = 0, y = 0] = readNumbers(point, `${path}.points[${index}]`, 2);
      return { x, y };
    }),
  });
}
