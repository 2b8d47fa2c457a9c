import type { Graph } from "@/graph";
import { type FormulaProblem, readFormula, type Statement } from "@/graph/formula";

/** What was typed into the search, as a formula. */
export type TypedFormula =
  | { readonly kind: "formula"; readonly statements: readonly Statement[] }
  | { readonly kind: "unfinished"; readonly problem: FormulaProblem };

/** Words alone are names that are searched for. */
const SIGNS = /[-−+*/^=(·×⋅÷√½|[⁰¹²³⁴-⁹]/;

/** A typed text as a formula; null where it is none, as a word that is searched for. */
export function typedFormula(query: string, { nodes }: Graph): TypedFormula | null {
  if (!SIGNS.test(query)) return null;
  const hasE = nodes.some(({ symbol }) => symbol === "e");
  const read = readFormula(query, hasE);
  if (!read.ok) return { kind: "unfinished", problem: read.problem };
  // One sign or one name by itself is an operation that is searched for.
  const computes = read.value.some(
    ({ name, term }) => name !== null || term.kind === "apply" || term.kind === "list",
  );
  return computes ? { kind: "formula", statements: read.value } : null;
}
