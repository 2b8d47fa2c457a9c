import { expect, test } from "vitest";
import { lackingClasses } from "./class-split";
import { type CsvTable, readCsv } from "./csv";
import {
  type Match,
  matchColumns,
  type Slot,
  sourcesFor,
  standardised,
  tableOfMatch,
} from "./csv-match";

function csvOf(text: string): CsvTable {
  const reading = readCsv(text);
  if (!reading.ok) throw new Error(JSON.stringify(reading.problem));
  return reading.value;
}

const slot = (node: string, unit: number, role: Slot["role"], ...names: string[]): Slot => ({
  node,
  unit,
  role,
  names,
});
const units = (node: string, role: Slot["role"], count: number) =>
  Array.from({ length: count }, (_, unit) => slot(node, unit, role, `${node}${unit + 1}`));

const isWhole = (match: Match) => match.every((source) => source !== null);
const x = slot("x", 0, "input", "x", "x_i");
const y = slot("y", 0, "target", "y", "y_i");

test("columns go to the units that their headings name, whatever their order", () => {
  expect(matchColumns(csvOf("Y,other,X_i\n1,2,3\n"), [x, y])).toEqual([
    { kind: "numbers", column: 2 },
    { kind: "numbers", column: 0 },
  ]);
});

test("without headings that fit, columns go to units by order", () => {
  expect(matchColumns(csvOf("hours,mark\n1,2\n"), [x, y])).toEqual([
    { kind: "numbers", column: 0 },
    { kind: "numbers", column: 1 },
  ]);
});

test("what a heading has taken is not taken again by order", () => {
  expect(matchColumns(csvOf("y,hours\n1,2\n"), [x, y])).toEqual([
    { kind: "numbers", column: 1 },
    { kind: "numbers", column: 0 },
  ]);
});

test("three classes fill the three units of a target; text is never an input", () => {
  const csv = csvOf(
    "id,length,width,species\na1,5,3,setosa\nb7,6,3,virginica\nc2,5,2,versicolor\n",
  );
  const match = matchColumns(csv, [...units("x", "input", 2), ...units("y", "target", 3)]);
  expect(match).toEqual([
    { kind: "numbers", column: 1 },
    { kind: "numbers", column: 2 },
    { kind: "is-class", column: 3, name: "setosa" },
    { kind: "is-class", column: 3, name: "virginica" },
    { kind: "is-class", column: 3, name: "versicolor" },
  ]);
});

test("classes that are numbered fill the units of a target where there are too few columns for one each", () => {
  const slots = [x, ...units("y", "target", 3)];
  expect(matchColumns(csvOf("1.5,2\n2.5,0\n3.5,1\n"), slots).slice(1)).toEqual([
    { kind: "is-class", column: 1, name: "0" },
    { kind: "is-class", column: 1, name: "1" },
    { kind: "is-class", column: 1, name: "2" },
  ]);
  expect(matchColumns(csvOf("1.5,1,0,0\n2.5,0,1,0\n3.5,0,0,1\n"), slots).slice(1)).toEqual([
    { kind: "numbers", column: 1 },
    { kind: "numbers", column: 2 },
    { kind: "numbers", column: 3 },
  ]);
});

test("two classes fill one unit; three fit none, and are offered one by one", () => {
  const two = csvOf("1,no\n2,yes\n");
  expect(matchColumns(two, [x, y])[1]).toEqual({ kind: "two-classes", column: 1 });
  const three = csvOf("1,no\n2,yes\n3,maybe\n");
  expect(isWhole(matchColumns(three, [x, y]))).toBe(false);
  expect(sourcesFor(three, y)).toEqual([
    { kind: "numbers", column: 0 },
    { kind: "is-class", column: 0, name: "1" },
    { kind: "is-class", column: 0, name: "2" },
    { kind: "is-class", column: 0, name: "3" },
    { kind: "is-class", column: 1, name: "no" },
    { kind: "is-class", column: 1, name: "yes" },
    { kind: "is-class", column: 1, name: "maybe" },
  ]);
});

test("too few columns leave units open", () => {
  expect(matchColumns(csvOf("x\n1\n"), [x, y])).toEqual([{ kind: "numbers", column: 0 }, null]);
});

test("the table of a match has the rows in the order of the file, or shuffled, each row whole", () => {
  const csv = csvOf("x,y\n1,no\n2,yes\n3,yes\n4,no\n5,yes\n");
  const match = [
    { kind: "numbers", column: 0 },
    { kind: "two-classes", column: 1 },
  ] as const;
  const plain = tableOfMatch(csv, [x, y], match, { validation: 2, seed: null, standardise: false });
  expect(plain).toEqual({
    rows: 5,
    validation: 2,
    columns: new Map([
      ["x", [Float64Array.of(1, 2, 3, 4, 5)]],
      ["y", [Float64Array.of(0, 1, 1, 0, 1)]],
    ]),
    source: { kind: "own" },
  });
  const shuffled = tableOfMatch(csv, [x, y], match, { validation: 2, seed: 4, standardise: false });
  const order = [...(shuffled.columns.get("x")?.[0] ?? [])];
  expect(order).not.toEqual([1, 2, 3, 4, 5]);
  expect([...order].sort()).toEqual([1, 2, 3, 4, 5]);
  expect([...(shuffled.columns.get("y")?.[0] ?? [])]).toEqual(
    order.map((value) => [0, 1, 1, 0, 1][value - 1]),
  );
});

test("a file that is sorted by class is shuffled with each class on both sides, by any seed", () => {
  const sorted = csvOf(
    Array.from({ length: 40 }, (_, i) => `${i},${i < 37 ? "no" : "yes"}\n`).join(""),
  );
  const match = matchColumns(sorted, [x, y]).filter((source) => source !== null);
  for (let seed = 1; seed <= 20; seed++) {
    const table = tableOfMatch(sorted, [x, y], match, { validation: 2, seed, standardise: false });
    expect(lackingClasses(table, "y", String)).toBeNull();
  }
});

test("standardised inputs have mean 0 and deviation 1 over the training rows alone; targets stay", () => {
  const csv = csvOf("x,y\n2,10\n4,20\n6,30\n800,40\n");
  const match = matchColumns(csv, [x, y]).filter((source) => source !== null);
  const table = tableOfMatch(csv, [x, y], match, { validation: 1, seed: null, standardise: true });
  expect([...(table.columns.get("x")?.[0] ?? [])]).toEqual([-1.2247, 0, 1.2247, 487.4485]);
  expect([...(table.columns.get("y")?.[0] ?? [])]).toEqual([10, 20, 30, 40]);
  expect([...standardised(Float64Array.of(0.1, 0.1, 0.1), 3)]).toEqual([0, 0, 0]);
});
