import { type CsvProblem, MOST_CSV_BYTES, MOST_ROWS } from "@/data";
import { groupThousands } from "../counts";

/** Why a CSV is not taken. Nothing of it is. */
export function csvProblemSentence(problem: CsvProblem): string {
  switch (problem.kind) {
    case "unreadable":
      return "The file could not be read. Choose it again.";
    case "spreadsheet":
      return "This is a file of a spreadsheet program. Save it there as CSV (“comma separated values”), and choose that file.";
    case "not-text":
      return "This is no text. Choose a CSV: lines of numbers with commas, semicolons or tabs between them.";
    case "too-large":
      return `This file has ${groupThousands(Math.ceil(problem.bytes / 2 ** 20))} MB, and at most ${MOST_CSV_BYTES / 2 ** 20} are read. Leave out columns or rows.`;
    case "no-rows":
      return "There are no rows of numbers in it.";
    case "too-many-rows":
      return `It has ${groupThousands(problem.rows)} rows, and at most ${groupThousands(MOST_ROWS)} are taken. Leave out some, for example every second one.`;
    case "too-many-columns":
      return `Its first line has ${groupThousands(problem.columns)} fields, which is too many. Is there another separator?`;
    case "open-quote":
      return `A quote that opens in line ${problem.line} is never closed.`;
    case "quote-inside":
      return `In line ${problem.line} something follows a closing quote. A quote inside a quoted field is written twice.`;
    case "unequal-rows":
      return `Line ${problem.line} has ${fields(problem.fields)} where the first line has ${problem.expected}.`;
    case "bad-number":
      return `Line ${problem.at.line}, ${column(problem.at.column)}: ${badNumber(problem)}`;
    case "too-many-classes":
      return `Line ${problem.at.line}, ${column(problem.column)}: the text “${cut(problem.text)}” would be the ${groupThousands(problem.classes + 1)}st class. Leave this column out.`;
  }
}

function badNumber({ why, text }: CsvProblem & { readonly kind: "bad-number" }): string {
  switch (why) {
    case "missing":
      return text.trim() === ""
        ? "a number is missing."
        : `“${cut(text)}” stands where a number is missing. Put one there, or leave the row out.`;
    case "not-finite":
      return `“${cut(text)}” is no finite number.`;
    case "thousands":
      return `“${cut(text)}” has marks between thousands. Write it without them.`;
    case "text":
      return `“${cut(text)}” is no number.`;
  }
}

function column(name: string): string {
  return /^column \d+$/.test(name) ? name : `column “${cut(name)}”`;
}

function cut(text: string): string {
  const shown = Array.from(text.replace(/\s+/g, " ").trim());
  return shown.length > 40 ? `${shown.slice(0, 39).join("")}…` : shown.join("");
}

function fields(count: number): string {
  return count === 1 ? "1 field" : `${count} fields`;
}
