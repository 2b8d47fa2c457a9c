/** Why a text is no formula that can be built. `found`: where in it. */
export interface FormulaProblem {
  readonly kind: "formula";
  readonly reason:
    | "character"
    | "parenthesis"
    | "operand"
    | "function"
    | "arguments"
    | "exponent"
    | "not-finite"
    | "number-alone"
    | "list"
    | "units"
    | "rows"
    | "too-long";
  readonly found: string;
}
