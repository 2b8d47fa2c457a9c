import { checkWithoutParts } from "../check";
import type { BackflowDocument } from "../document";
import { LIMITS, type Limits } from "../limits";
import type { DocumentProblem } from "../problems";
import { failure, type Result, success } from "../result";
import { checkParts } from "./table";

/**
 * The document if it keeps every promise that the rest of the program relies on, else the first problem. An unwired
 * port is none: incomplete graphs are legal. Linear in the size of the document; nothing is allocated by a size that
 * the document only claims.
 */
export function checkDocument(
  document: BackflowDocument,
  limits: Limits = LIMITS,
): Result<BackflowDocument, DocumentProblem> {
  const problem = checkWithoutParts(document, limits) ?? checkParts(document);
  return problem ? failure(problem) : success(document);
}
