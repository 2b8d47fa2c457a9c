/** Where the document comes from. A preview becomes an own record with its first edit. */
export type Origin =
  | { readonly kind: "preset"; readonly slug: string }
  | { readonly kind: "link" }
  /** Becomes an own record at once. */
  | { readonly kind: "file" }
  /** An own document; `preset` is the one that it was made from, whose story it keeps. */
  | {
      readonly kind: "record";
      readonly id: string;
      readonly preset: string | null;
      /** The revision that was opened; 0 for one that is not stored yet. */
      readonly revision: number;
    };
