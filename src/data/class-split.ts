import type { Column } from "./column";
import { type RandomNumbers, shuffledOrder } from "./random";
import type { DataTable } from "./table";
import { trainingRows } from "./table-edits";

/** The classes of a target of which one side of the split has no row. */
export interface ClassSplit {
  /** How many classes the target has. */
  readonly classes: number;
  /** Classes that no validation row has, though some training row does, and the other way round; as `namesOf` calls them. */
  readonly notInValidation: readonly string[];
  readonly notInTraining: readonly string[];
}

/**
 * Which classes of a target are on one side of the line only: such a training says nothing about the others. Null where
 * the target holds no classes, and where nothing is wrong that another order of the rows would mend: of a class of one row
 * the training needs that row, and where one side has fewer rows than classes some have to be missing.
 *
 * `namesOf` names a class: of K one-hot units by the unit, of one unit by its number.
 */
export function lackingClasses(
  table: DataTable,
  node: string,
  namesOf: (code: number) => string,
): ClassSplit | null {
  const codes = classCodes(table.columns.get(node) ?? []);
  const lack = codes && lackOf(codes, trainingRows(table));
  if (!codes || !lack) return null;
  const named = (missing: readonly number[]) =>
    missing.toSorted((one, other) => one - other).map(namesOf);
  return {
    classes: new Set(codes).size,
    notInValidation: named(lack.notInValidation),
    notInTraining: named(lack.notInTraining),
  };
}

/**
 * The rows of a table in a random order that leaves each class of its targets on both sides of the line: where the order
 * that is drawn does not, the first rows of the missing classes change sides.
 */
export function mixedOrder(
  table: DataTable,
  targets: Iterable<string>,
  random: RandomNumbers,
): ArrayLike<number> {
  const order = [...shuffledOrder(table.rows, random)];
  const training = trainingRows(table);
  const codes = [...targets].flatMap((node) => {
    const found = classCodes(table.columns.get(node) ?? []);
    return found ? [found] : [];
  });
  const isMixed = codes.every(
    (classes) =>
      !lackOf(
        order.map((row) => classes[row] as number),
        training,
      ),
  );
  if (isMixed) return order;
  const first = firstOfClasses(order, codes, training);
  const others = order.filter((row) => !first.has(row));
  const second = firstOfClasses(others, codes, table.validation);
  const free = others.filter((row) => !second.has(row)).slice(0, training - first.size);
  const above = new Set([...first, ...free]);
  return [...order.filter((row) => above.has(row)), ...order.filter((row) => !above.has(row))];
}

/** Of some rows the first of each class of each target, `most` at most. */
function firstOfClasses(
  rows: readonly number[],
  codes: readonly (readonly number[])[],
  most: number,
): ReadonlySet<number> {
  const seen = codes.map(() => new Set<number | undefined>());
  const taken = new Set<number>();
  for (const row of rows) {
    if (taken.size === most) break;
    if (codes.every((classes, target) => seen[target]?.has(classes[row]))) continue;
    for (const [target, classes] of codes.entries()) seen[target]?.add(classes[row]);
    taken.add(row);
  }
  return taken;
}

/** The classes that one side lacks though another order would give it one; null where none is. */
function lackOf(
  codes: readonly number[],
  training: number,
): {
  readonly notInValidation: readonly number[];
  readonly notInTraining: readonly number[];
} | null {
  const before = new Set(codes.slice(0, training));
  const after = new Set(codes.slice(training));
  const classes = [...new Set(codes)];
  const repeated = classes.filter((code) => codes.indexOf(code) !== codes.lastIndexOf(code));
  if (training < classes.length || codes.length - training < repeated.length) return null;
  const notInValidation = repeated.filter((code) => !after.has(code));
  const notInTraining = classes.filter((code) => !before.has(code));
  return notInValidation.length + notInTraining.length === 0
    ? null
    : { notInValidation, notInTraining };
}

/**
 * The class of every row, as a number: of one unit coded as 0/1 or ±1 what it holds, of several the one that is 1 where the
 * others are 0. Null where there is one class only, or none that is coded so.
 */
function classCodes(units: readonly Column[]): readonly number[] | null {
  const [first, ...others] = units;
  if (!first) return null;
  const codes =
    others.length > 0
      ? Array.from(first, (_, row) => hotUnit(units, row))
      : Array.from(first, (value) => value + 0);
  const different = new Set(codes);
  if (different.size < 2 || different.has(Number.NaN)) return null;
  const isCoded =
    others.length > 0 ||
    (different.size === 2 && different.has(1) && (different.has(0) || different.has(-1)));
  return isCoded ? codes : null;
}

/** The one unit that is 1 in a row where all others are 0; NaN where there is none. */
function hotUnit(units: readonly Column[], row: number): number {
  let hot = Number.NaN;
  for (const [unit, column] of units.entries()) {
    const value = column[row];
    if (value === 0) continue;
    if (value !== 1 || !Number.isNaN(hot)) return Number.NaN;
    hot = unit;
  }
  return hot;
}
