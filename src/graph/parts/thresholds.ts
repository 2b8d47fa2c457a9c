import { DEFAULT_THRESHOLDS, type HealthThresholds } from "../document";
import { readNumber, readNumbers, readObject } from "../reader";
import type { DocumentPart } from "./part";

/** The shares of the gradient at which it counts as vanishing or exploding. */
export const thresholds: DocumentPart<HealthThresholds> = {
  since: 1,
  linkName: "h",
  initial: DEFAULT_THRESHOLDS,
  isUsed: ({ vanishing, exploding }) =>
    vanishing !== DEFAULT_THRESHOLDS.vanishing || exploding !== DEFAULT_THRESHOLDS.exploding,
  file: {
    write: ({ vanishing, exploding }) => ({ vanishing, exploding }),
    read(json, path) {
      const { vanishing, exploding } = readObject(json, path, ["vanishing", "exploding"]);
      return {
        vanishing: readNumber(vanishing, `${path}.vanishing`),
        exploding: readNumber(exploding, `${path}.exploding`),
      };
    },
  },
  link: {
    write: ({ vanishing, exploding }) => [vanishing, exploding],
    read(json, path) {
      const [vanishing = 0, exploding = 0] = readNumbers(json, path, 2);
      return { vanishing, exploding };
    },
  },
  check({ vanishing, exploding }) {
    const fine = 0 < vanishing && vanishing < 1 && 1 < exploding && Number.isFinite(exploding);
    return fine ? null : { kind: "thresholds", vanishing, exploding };
  },
};
