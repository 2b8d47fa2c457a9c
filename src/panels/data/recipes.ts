import {
  type ClassCoding,
  type DataTable,
  type DrawnPoint,
  type GeneratorId,
  generatorOf,
  type Recipe,
  recipeColumns,
  trainingRows,
} from "@/data";
import { type Graph, recipeFits, tableUnits } from "@/graph";

/** What a curve is at first that is going to be drawn: something to take hold of. */
const FIRST_POINTS: readonly DrawnPoint[] = [
  { x: -1.5, y: -0.5 },
  { x: -0.75, y: 0.75 },
  { x: 0, y: 0 },
  { x: 0.75, y: -0.75 },
  { x: 1.5, y: 0.5 },
];

/** Rows that a first recipe has, where there was a single one. */
const FIRST_SIZE = 24;

/** The recipe of another generator: size, seed and coding stay where there are any. */
export function recipeOf(id: GeneratorId, table: DataTable, graph: Graph): Recipe {
  const { source } = table;
  const before = source.kind === "recipe" ? source.recipe : null;
  const size = before?.size ?? (table.rows > 1 ? trainingRows(table) : FIRST_SIZE);
  const recipe: Recipe = {
    generator: id,
    size,
    validation: before?.validation ?? table.validation,
    noise: generatorOf(id).noise,
    seed: before?.seed ?? 1,
    coding: before?.coding ?? "0/1",
    points: id === "drawn" ? (before?.points.length ? before.points : FIRST_POINTS) : [],
  };
  return { ...recipe, coding: codingFor(recipe, graph) };
}

/** The coding by which the classes fit the targets: one-hot into two units. */
function codingFor(recipe: Recipe, graph: Graph): ClassCoding {
  if (recipeFits(graph, recipe)) return recipe.coding;
  const other: ClassCoding = recipe.coding === "one-hot" ? "0/1" : "one-hot";
  return recipeFits(graph, { ...recipe, coding: other }) ? other : recipe.coding;
}

/** Why a generator does not fit a graph, in words that follow its name; null where it does. */
export function misfitOf(recipe: Recipe, graph: Graph): string | null {
  if (recipeFits(graph, recipe)) return null;
  const { inputs, targets } = tableUnits(graph);
  const columns = recipeColumns(recipe);
  if (inputs !== columns.inputs) {
    const needed = columns.inputs === 1 ? "one input" : "two inputs";
    return `for ${needed}; the graph has ${inputs === 0 ? "none" : inputs}`;
  }
  const needed =
    generatorOf(recipe.generator).kind === "classes" ? "one or two targets" : "one target";
  return `for ${needed}; the graph has ${targets === 0 ? "none" : targets}`;
}
