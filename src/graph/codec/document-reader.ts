import type { BackflowDocument } from "../document";
import { checkDocument } from "../parts/check";
import type { ReadProblem } from "../problems";
import { reading } from "../reader";
import { failure, type Result } from "../result";

/** The checked document that `read` makes, or the first problem. */
export function readingDocument(
  read: () => BackflowDocument,
): Result<BackflowDocument, ReadProblem> {
  const made = reading(read);
  if (!made.ok) return made;
  const checked = checkDocument(made.value);
  return checked.ok ? checked : failure({ kind: "refused", problem: checked.problem });
}
