import {
  type ClassSplit,
  MOST_DRAWN_POINTS,
  MOST_NOISE,
  MOST_ROWS,
  MOST_SEED,
  type RecipeProblem,
  type TableProblem,
} from "@/data";
import { groupThousands } from "../counts";
import { capital, list } from "../list";

const ROWS_LIMIT = `A table has at most ${groupThousands(MOST_ROWS)} rows`;

/** Why an edit of the table cannot be made, and what to do instead. */
export function tableProblemSentence(problem: TableProblem): string {
  switch (problem.kind) {
    case "too-many-rows":
      return `${ROWS_LIMIT}, and these would be ${groupThousands(problem.rows)}. Remove some first.`;
    case "no-training-row":
      return "A table keeps at least one training row: move the line down, or add a row, first.";
    case "not-finite":
      return `Row ${problem.cell.row + 1} would hold what is no number. Type one such as −0.4 or 1e-3.`;
  }
}

/** Why a recipe gives no rows. The rows that there are stay. */
export function recipeProblemSentence(problem: RecipeProblem): string {
  switch (problem.kind) {
    case "size":
      return "There has to be a whole number of training rows, at least 1.";
    case "validation":
      return "There has to be a whole number of validation rows, 0 or more.";
    case "too-many-rows":
      return `${ROWS_LIMIT}, and training and validation rows would be ${groupThousands(problem.rows)} together.`;
    case "noise":
      return `Noise is how far rows are scattered: a number from 0 to ${groupThousands(MOST_NOISE)}.`;
    case "seed":
      return `A seed is a whole number from 0 to ${groupThousands(MOST_SEED)}.`;
    case "points":
      return `A drawn curve has 2 to ${MOST_DRAWN_POINTS} points, each to the right of the one before. Draw it anew.`;
  }
}

/** Which classes are among the training rows only, or among the validation rows only. */
export function splitSentence({ classes, notInTraining, notInValidation }: ClassSplit): string {
  const training = lack("the training rows", notInTraining);
  const validation = lack("the validation rows", notInValidation);
  const what = [training, validation].flatMap((part) => part ?? []).join(", and ");
  return `${capital(what)}: the two losses are not of the same ${classes} classes.`;
}

function lack(rows: string, classes: readonly string[]): string | null {
  if (classes.length === 0) return null;
  return `${rows} lack the ${classes.length === 1 ? "class" : "classes"} ${list(classes.map(cutName))}`;
}

/** A name from a file, short and on one line. */
function cutName(name: string): string {
  const shown = Array.from(name.replace(/\s+/g, " ").trim());
  return shown.length > 24 ? `${shown.slice(0, 23).join("")}…` : shown.join("");
}
