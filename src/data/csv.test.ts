import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type CsvProblem, type CsvTable, readCsv } from "./csv";
import { csvTextOfBytes, MOST_CSV_BYTES, readCsvFile } from "./csv-bytes";
import { writeCsv } from "./csv-writing";
import { MOST_ROWS } from "./limits";
import oddFiles from "./reference/odd-csv.json";

function tableOf(text: string): CsvTable {
  const reading = readCsv(text);
  if (!reading.ok) throw new Error(JSON.stringify(reading.problem));
  return reading.value;
}

function problemOf(text: string): CsvProblem {
  const reading = readCsv(text);
  if (reading.ok) throw new Error("It was read");
  return reading.problem;
}

/** Columns as plain lists, −0 spelled out. */
function plain({ columns }: CsvTable) {
  return columns.map((column) =>
    column.kind === "numbers"
      ? {
          name: column.name,
          numbers: [...column.numbers].map((value) => (Object.is(value, -0) ? "-0" : value)),
        }
      : {
          name: column.name,
          texts: [...column.labels].map((label) => column.classes[label]),
        },
  );
}

const bytesOf = (text: string) => new TextEncoder().encode(text);

/**
 * 300 files made at random: separators, quotes, line ends, decimal commas, gaps, and what another reader (Python's csv)
 * makes of each.
 */
describe("odd files are read as an independent reader reads them, or refused at the same place", () => {
  test.each(oddFiles.map((file, index) => ({ index, ...file })))("file $index", (file) => {
    const separator = file.separator as CsvTable["separator"];
    const reading = readCsv(file.text, { separator, hasHeading: file.heading });
    const { expected } = file;
    if (reading.ok) return expect({ columns: plain(reading.value) }).toEqual(expected);
    const { problem } = reading;
    const place =
      problem.kind === "unequal-rows"
        ? { line: problem.line }
        : problem.kind === "bad-number"
          ? problem.at
          : {};
    expect({ problem: problem.kind, ...place }).toEqual(expected);
  });

  test("where nothing is said about a file, separator and heading are guessed right, or nothing is taken", () => {
    for (const file of oddFiles) {
      if (!("columns" in file.expected) || file.expected.columns?.length === 1) continue;
      const reading = readCsv(file.text);
      if (!reading.ok) continue;
      expect(reading.value.separator, file.text).toBe(file.separator);
    }
  });
});

describe("what is guessed", () => {
  test("a comma between fields, a point in numbers", () => {
    expect(plain(tableOf("x,y\n1.5,2\n-3,4e-2\n"))).toEqual([
      { name: "x", numbers: [1.5, -3] },
      { name: "y", numbers: [2, 0.04] },
    ]);
  });
  test("a semicolon between fields, a comma in numbers", () => {
    expect(plain(tableOf("x;y\r\n1,5;2\r\n−3;0,25"))).toEqual([
      { name: "x", numbers: [1.5, -3] },
      { name: "y", numbers: [2, 0.25] },
    ]);
  });
  test("tabs, as a spreadsheet copies cells", () => {
    expect(plain(tableOf("1,5\t2\n3\t4"))).toEqual([
      { name: "column 1", numbers: [1.5, 3] },
      { name: "column 2", numbers: [2, 4] },
    ]);
  });
  test("text is classes, in the order of their first rows", () => {
    const [, species] = tableOf("5.1,setosa\n6.2,virginica\n4.9,setosa\n").columns;
    expect(species).toEqual({
      kind: "classes",
      name: "column 2",
      classes: ["setosa", "virginica"],
      labels: Uint16Array.of(0, 1, 0),
    });
  });
  test("what the user says overrules the guess", () => {
    const reading = readCsv("1;2\n3;4\n", { separator: ",", hasHeading: true });
    expect(reading.ok && plain(reading.value)).toEqual([{ name: "1;2", texts: ["3;4"] }]);
  });
});

describe("bad files are refused whole, and say where", () => {
  test("a spreadsheet file, whatever its name", () => {
    const zip = new Uint8Array([0x50, 0x4b, 3, 4, 20, 0]);
    const xls = new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1]);
    for (const bytes of [zip, xls]) {
      expect(csvTextOfBytes(bytes)).toEqual({ ok: false, problem: { kind: "spreadsheet" } });
    }
    expect(problemOf("PK\u0003\u0004\u0014")).toEqual({ kind: "spreadsheet" });
  });
  test("a file that is too large, unread, and one that cannot be read", async () => {
    const large = {
      size: MOST_CSV_BYTES + 1,
      arrayBuffer: () => Promise.reject(new Error("read")),
    };
    expect(await readCsvFile(large)).toEqual({
      ok: false,
      problem: { kind: "too-large", bytes: MOST_CSV_BYTES + 1 },
    });
    expect(await readCsvFile({ ...large, size: 5 })).toEqual({
      ok: false,
      problem: { kind: "unreadable" },
    });
    expect(await readCsvFile(new Blob(["x\n1"]))).toEqual({ ok: true, value: "x\n1" });
    // What is typed begins with nothing; a file that holds nothing has been chosen.
    for (const text of ["", " \n"]) {
      expect(await readCsvFile(new Blob([text]))).toEqual({
        ok: false,
        problem: { kind: "no-rows" },
      });
    }
  });
  test("a picture is no text", () => {
    expect(csvTextOfBytes(new Uint8Array([0x89, 0x50, 0, 1]))).toMatchObject({
      problem: { kind: "not-text" },
    });
  });
  test("texts of spreadsheet programs in their encodings", () => {
    const utf16 = new Uint8Array([0xff, 0xfe, 0x78, 0, 0x0a, 0, 0x31, 0]);
    expect(csvTextOfBytes(utf16)).toEqual({ ok: true, value: "x\n1" });
    expect(csvTextOfBytes(new Uint8Array([0xfc, 0x0a, 0x31]))).toEqual({ ok: true, value: "ü\n1" });
    expect(csvTextOfBytes(bytesOf("ü\n1"))).toEqual({ ok: true, value: "ü\n1" });
  });
  test("no rows", () => {
    for (const text of ["", "\n\n", "x,y\n", "x,y", " , \n"]) {
      expect(problemOf(text)).toEqual({ kind: "no-rows" });
    }
  });
  test("one row more than there may be", () => {
    const rows = "1,2\n".repeat(MOST_ROWS);
    expect(tableOf(`x,y\n${rows}`).rows).toBe(MOST_ROWS);
    expect(problemOf(`x,y\n${rows}3,4\n`)).toEqual({ kind: "too-many-rows", rows: MOST_ROWS + 1 });
  });
  test("rows of unequal length, by line, also behind line breaks in fields and empty lines", () => {
    expect(problemOf('x,"y\nz"\n\n1,2\n3\n')).toEqual({
      kind: "unequal-rows",
      line: 5,
      fields: 1,
      expected: 2,
    });
  });
  test("a field without a number, by line and column", () => {
    const fields: [string, string][] = [
      ["NaN", "missing"],
      ["", "missing"],
      ["Infinity", "not-finite"],
      ["1e999", "not-finite"],
      ["1'234", "thousands"],
      ["12 px", "text"],
    ];
    for (const [text, why] of fields) {
      expect(problemOf(`x,y\n1,2\n3,${text}\n5,6\n`)).toEqual({
        kind: "bad-number",
        at: { line: 3, column: "y" },
        text,
        why,
      });
    }
  });
  test("a quote that is never closed", () => {
    expect(problemOf('x,y\n1,"2\n3,4\n')).toEqual({ kind: "open-quote", line: 2 });
  });
  test("a quote that is closed before its field ends", () => {
    expect(problemOf('x,y\n"1\n",2\n"3"0,4\n')).toEqual({ kind: "quote-inside", line: 4 });
  });
});

test("what is written is read again, bit by bit", () => {
  const names = fc.stringMatching(/^[a-z][ -~\n]{0,8}[a-z]$/);
  const numbers = fc.double({ noNaN: true, noDefaultInfinity: true });
  fc.assert(
    fc.property(
      fc
        .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 12 }))
        .chain(([columns, rows]) =>
          fc.array(
            fc.record({
              name: names,
              numbers: fc.array(numbers, { minLength: rows, maxLength: rows }),
            }),
            { minLength: columns, maxLength: columns },
          ),
        ),
      (columns) => {
        const written = writeCsv(
          columns.map(({ name, numbers }) => ({ name, numbers: Float64Array.from(numbers) })),
        );
        const reading = readCsv(written, { separator: ",", hasHeading: true });
        expect(reading.ok).toBe(true);
        if (!reading.ok) return;
        for (const [index, column] of reading.value.columns.entries()) {
          expect(column.name).toBe(columns[index]?.name);
          expect(column.kind === "numbers" && [...column.numbers]).toEqual(columns[index]?.numbers);
        }
      },
    ),
    { seed: 8, numRuns: 100 },
  );
});

test("a name that a spreadsheet program would run is written as text", () => {
  const written = writeCsv([{ name: "=cmd|x", numbers: Float64Array.of(1) }]);
  expect(written).toBe("'=cmd|x\n1\n");
});
