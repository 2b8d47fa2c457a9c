import type { Column } from "./column";
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
 * every class is on both sides, where the target holds no classes, and where there are fewer validation rows than classes,
 * so that some have to be missing.
 *
 * `namesOf` names a class: of K one-hot units by the unit, of one unit by its number.
 */
export function lackingClasses(
  table: DataTable,
  node: string,
  namesOf: (code: number) => string,
): ClassSplit | null {
  const codes = classCodes(table.columns.get(node) ?? []);
  if (!codes) return null;
  const training = trainingRows(table);
  const before = new Set(codes.slice(0, training));
  const after = new Set(codes.slice(training));
  const classes = new Set(codes);
  if (table.validation < classes.size) return null;
  const sorted = [...classes].sort((one, other) => one - other);
  const notInValidation = sorted.filter((code) => !after.has(code)).map(namesOf);
  const notInTraining = sorted.filter((code) => !before.has(code)).map(namesOf);
  if (notInValidation.length + notInTraining.length === 0) return null;
  return { classes: classes.size, notInValidation, notInTraining };
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
