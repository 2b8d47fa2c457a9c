import type { FormulaProblem } from "@/graph/formula";

/** Why a text is no formula, in one sentence or two. */
export function formulaProblemSentence({ reason, found }: FormulaProblem): string {
  switch (reason) {
    case "character":
      return `“${found}” has no meaning in a formula. It may hold names, numbers, + − · / ^ = and ops such as relu(x).`;
    case "parenthesis":
      return found === ")"
        ? "One parenthesis closes that none opens."
        : `“${found}” is not closed.`;
    case "operand":
      return found === "" ? "The formula is not finished." : `Something is missing at “${found}”.`;
    case "function":
      return `No operation is called “${found}”. For a product write ${found}·(…).`;
    case "arguments":
      return `“${found}” takes another number of inputs.`;
    case "exponent":
      return "An exponent has to be a number, except in e^x.";
    case "not-finite":
      return "One of its numbers is not finite.";
    case "number-alone":
      return `${found} by itself is no formula. Decimals have a point; a name before it, as in x = ${found}, gives it to x.`;
    case "list":
      return "A list holds numbers and is given to a name: x = [1, −2].";
    case "units":
      return `How many units ${found} has is a whole number from 1: ${found}(x, 3).`;
    case "rows":
      return `${found} has several rows. Change its numbers in the table (S).`;
    case "too-long":
      return "The formula is too long. Build it in parts: names that are there can be used again.";
  }
}
