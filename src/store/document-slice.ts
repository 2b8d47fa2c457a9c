import { startHistory } from "./history";
import type { Origin } from "./origin";
import { documentKey } from "./state-key";

/** Where the work stands on its way into storage. */
export type SavingState =
  /** Nothing of one's own yet. */
  | { readonly kind: "preview" }
  | { readonly kind: "pending" }
  /** The transaction is complete. */
  | { readonly kind: "saved" }
  /** `reason` is a sentence that says what to do. */
  | { readonly kind: "failed"; readonly reason: string };

const SAVING_AT_FIRST: { readonly [Kind in Origin["kind"]]: SavingState } = {
  preset: { kind: "preview" },
  link: { kind: "preview" },
  file: { kind: "pending" },
  record: { kind: "saved" },
};

/** What is open. */
export const documentSlice = {
  history: documentKey(({ document }) => startHistory(document)),
  origin: documentKey(({ origin }) => origin),
  saving: documentKey(({ origin }) => SAVING_AT_FIRST[origin.kind]),
};
