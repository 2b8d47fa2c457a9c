import { expect, test } from "vitest";
import { readCsv } from "@/data";
import { csvProblemSentence } from "./csv-problems";
import { recipeProblemSentence, splitSentence, tableProblemSentence } from "./data-problems";

function sentenceOf(text: string): string {
  const reading = readCsv(text);
  return reading.ok ? "read" : csvProblemSentence(reading.problem);
}

test("a CSV that is not taken says where and why", () => {
  const cases: [string, string][] = [
    ["", "There are no rows of numbers in it."],
    ["x,y\n1,2\n3\n", "Line 3 has 1 field where the first line has 2."],
    [
      "x,y\n1,2\n3,NaN\n",
      "Line 3, column “y”: “NaN” stands where a number is missing. Put one there, or leave the row out.",
    ],
    ["1,2\n3,\n4,5\n", "Line 2, column 2: a number is missing."],
    [
      "x;y\n1;2\n3;1.234,5\n",
      "Line 3, column “y”: “1.234,5” has marks between thousands. Write it without them.",
    ],
    ["x,y\n1,2\n2,3 cm\n3,4\n", "Line 3, column “y”: “3 cm” is no number."],
    ['x\n"1\n2', "A quote that opens in line 2 is never closed."],
    [
      `x\n${"1\n".repeat(10_001)}`,
      "It has 10,001 rows, and at most 10,000 are taken. Leave out some, for example every second one.",
    ],
    [
      "PK\u0003\u0004",
      "This is a file of a spreadsheet program. Save it there as CSV (“comma separated values”), and choose that file.",
    ],
  ];
  for (const [text, sentence] of cases) expect(sentenceOf(text)).toBe(sentence);
});

test("a text from outside is cut, and has no line breaks", () => {
  const sentence = sentenceOf(`x,y\n1,2\n3,"${"very\n".repeat(40)}"\n4,5\n5,6\n`);
  expect(sentence.length).toBeLessThan(110);
  expect(sentence).not.toContain("\n");
});

test("recipes and tables say what they need", () => {
  expect(recipeProblemSentence({ kind: "size", size: 0 })).toBe(
    "There has to be a whole number of training rows, at least 1.",
  );
  expect(recipeProblemSentence({ kind: "noise", noise: -1 })).toBe(
    "Noise is how far rows are scattered: a number from 0 to 1,000,000.",
  );
  expect(tableProblemSentence({ kind: "too-many-rows", rows: 10_001 })).toBe(
    "A table has at most 10,000 rows, and these would be 10,001. Remove some first.",
  );
});

test("a class on one side of the split only is named", () => {
  expect(
    splitSentence({
      classes: 3,
      notInTraining: ["virginica"],
      notInValidation: ["setosa", "versicolor"],
    }),
  ).toBe(
    "The training rows lack the class virginica, and the validation rows lack the classes setosa and versicolor: the two losses are not of the same 3 classes.",
  );
  expect(splitSentence({ classes: 2, notInTraining: [], notInValidation: ["−1"] })).toBe(
    "The validation rows lack the class −1: the two losses are not of the same 2 classes.",
  );
});
