import { mixedOrder } from "./class-split";
import type { Column } from "./column";
import type { CsvColumn, CsvTable } from "./csv";
import { randomNumbers, roundedToFourDecimals } from "./random";
import type { DataTable } from "./table";

/** A unit of an input or target that wants a column. */
export interface Slot {
  readonly node: string;
  readonly unit: number;
  readonly role: "input" | "target";
  /** What a heading may call it; upper case and lower case are the same. */
  readonly names: readonly string[];
}

/** Where the numbers of one unit come from. */
export type SlotSource =
  | { readonly kind: "numbers"; readonly column: number }
  /** 1 on rows of this class, 0 on others. */
  | { readonly kind: "is-class"; readonly column: number; readonly name: string }
  /** 0 on rows of the first class, 1 on rows of the second. */
  | { readonly kind: "two-classes"; readonly column: number };

/** One for each slot; null where nothing was found for it. */
export type Match = readonly (SlotSource | null)[];

/** Numbers count as classes where there are at most this many different ones, all whole. */
const MOST_NUMBERED_CLASSES = 20;

/** The names of the classes in a column; null where it does not hold classes. Of numbers, ascending. */
export function classesOf(column: CsvColumn): readonly string[] | null {
  if (column.kind === "classes") return column.classes;
  const different = new Set<number>();
  for (const value of column.numbers) {
    if (!Number.isInteger(value)) return null;
    different.add(value);
    if (different.size > MOST_NUMBERED_CLASSES) return null;
  }
  return [...different].sort((one, other) => one - other).map(String);
}

/** Where the numbers of a slot may come from, for the user to choose. */
export function sourcesFor(csv: CsvTable, slot: Slot): SlotSource[] {
  return csv.columns.flatMap((column, index): SlotSource[] => {
    const numbers: SlotSource[] =
      column.kind === "numbers" ? [{ kind: "numbers", column: index }] : [];
    const classes = column.kind === "classes" || slot.role === "target" ? classesOf(column) : null;
    if (!classes) return numbers;
    return [
      ...numbers,
      ...(classes.length === 2 ? [{ kind: "two-classes", column: index } as const] : []),
      ...classes
        .slice(0, MOST_NUMBERED_CLASSES)
        .map((name) => ({ kind: "is-class", column: index, name }) as const),
    ];
  });
}

/**
 * Matches columns to units by heading, and what is left by order, inputs first. A column of K classes fills the K units of a
 * target, or the one unit of a target if K is 2.
 */
export function matchColumns(csv: CsvTable, slots: readonly Slot[]): Match {
  const match = new Array<SlotSource | null>(slots.length).fill(null);
  const used = new Set<number>();
  const groups = groupsOf(slots);
  if (csv.hasHeading) {
    for (const group of groups) matchByHeading(csv, slots, group, match, used);
  }
  for (const group of groups) {
    // On from the last column taken: what was passed over for the inputs, such as names of rows, is no target.
    const start = Math.max(-1, ...used) + 1;
    for (let step = 0; step < csv.columns.length; step++) {
      const column = (start + step) % csv.columns.length;
      const open = group.filter((index) => match[index] === null);
      if (open.length === 0) break;
      if (!used.has(column)) take(csv, slots, open, column, match, used);
    }
  }
  return match;
}

/** Indices of the slots of each node. */
function groupsOf(slots: readonly Slot[]): number[][] {
  const groups = new Map<string, number[]>();
  for (const [index, { node }] of slots.entries()) {
    groups.set(node, [...(groups.get(node) ?? []), index]);
  }
  return [...groups.values()];
}

function matchByHeading(
  csv: CsvTable,
  slots: readonly Slot[],
  group: readonly number[],
  match: (SlotSource | null)[],
  used: Set<number>,
): void {
  for (const index of group) {
    const names = new Set(slots[index]?.names.map(plainName));
    const column = csv.columns.findIndex(
      ({ name }, at) => !used.has(at) && names.has(plainName(name)),
    );
    if (column < 0 || match[index] !== null) continue;
    const open = group.filter((slot) => match[slot] === null);
    const isOfClasses = csv.columns[column]?.kind === "classes";
    take(csv, slots, isOfClasses ? open : [index], column, match, used);
  }
}

/** Gives a column to the first of the open slots of a node, or its classes to all of them; nothing where it does not fit. */
function take(
  csv: CsvTable,
  slots: readonly Slot[],
  open: readonly number[],
  column: number,
  match: (SlotSource | null)[],
  used: Set<number>,
): void {
  const content = csv.columns[column];
  const [first] = open;
  if (content === undefined || first === undefined) return;
  const isTarget = slots[first]?.role === "target";
  const left = csv.columns.length - column;
  const classes = isTarget ? classesOf(content) : null;
  // Numbers that could be classes are classes only where there are too few columns for one each.
  const asClasses = content.kind === "classes" || (open.length > 1 && left < open.length);
  if (classes && asClasses && classes.length === open.length) {
    for (const [label, slot] of open.entries()) {
      match[slot] = { kind: "is-class", column, name: classes[label] as string };
    }
  } else if (classes?.length === 2 && open.length === 1 && content.kind === "classes") {
    match[first] = { kind: "two-classes", column };
  } else if (content.kind === "numbers") {
    match[first] = { kind: "numbers", column };
  } else return;
  used.add(column);
}

/** x_1, X1, "x 1" and x₁ are one name. */
function plainName(name: string): string {
  return name
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s_{}\\.]/g, "");
}

/** How the rows of a CSV are taken. */
export interface Taking {
  /** V: the last rows, after shuffling. */
  readonly validation: number;
  /** Shuffled by this seed; null: in the order of the file. */
  readonly seed: number | null;
  /** Are inputs to have mean 0 and standard deviation 1 over the training rows, to four decimals? */
  readonly standardise: boolean;
}

/** The table of a match in which no slot is open. N > V. */
export function tableOfMatch(
  csv: CsvTable,
  slots: readonly Slot[],
  match: readonly SlotSource[],
  { validation, seed, standardise }: Taking,
): DataTable {
  const inFile = new Map<string, Column[]>();
  for (const [index, { node, unit }] of slots.entries()) {
    const source = match[index];
    if (!source) throw new Error(`No column for unit ${unit} of ${node}`);
    inFile.set(node, [...(inFile.get(node) ?? []), numbersOf(csv, source)]);
  }
  const { rows } = csv;
  const table: DataTable = { rows, validation, columns: inFile, source: { kind: "own" } };
  const nodesOf = (role: Slot["role"]) =>
    new Set(slots.flatMap((slot) => (slot.role === role ? [slot.node] : [])));
  const order = seed === null ? null : mixedOrder(table, nodesOf("target"), randomNumbers(seed));
  const scaled = standardise ? nodesOf("input") : new Set();
  const columns = new Map<string, readonly Column[]>();
  for (const [node, units] of inFile) {
    const ordered = order
      ? units.map((column) => Float64Array.from(order, (row) => column[row] as number))
      : units;
    columns.set(
      node,
      scaled.has(node) ? ordered.map((column) => standardised(column, rows - validation)) : ordered,
    );
  }
  return { ...table, columns };
}

function numbersOf(csv: CsvTable, source: SlotSource): Column {
  const column = csv.columns[source.column];
  if (column === undefined) throw new Error(`No column ${source.column}`);
  if (source.kind === "numbers") {
    if (column.kind !== "numbers") throw new Error(`${column.name} holds no numbers`);
    return column.numbers;
  }
  const classes = classesOf(column) ?? [];
  const wanted = source.kind === "is-class" ? source.name : classes[1];
  if (column.kind === "numbers") {
    return column.numbers.map((value) => (String(value) === wanted ? 1 : 0));
  }
  const wantedLabel = classes.indexOf(wanted ?? "");
  return Float64Array.from(column.labels, (label) => (label === wantedLabel ? 1 : 0));
}

/** (x − mean) / standard deviation, both over the first `training` rows; a column that is the same everywhere becomes 0. */
export function standardised(column: Column, training: number): Column {
  let mean = 0;
  for (let row = 0; row < training; row++) mean += (column[row] as number) / training;
  let variance = 0;
  for (let row = 0; row < training; row++) {
    variance += ((column[row] as number) - mean) ** 2 / training;
  }
  const deviation = Math.sqrt(variance);
  // The mean of equal numbers is not quite that number.
  const isConstant = !(deviation > 1e-12 * Math.max(1, Math.abs(mean)));
  return column.map((value) =>
    isConstant ? 0 : roundedToFourDecimals((value - mean) / deviation),
  );
}
