/** explain/figures: words and formulas of figures. A door of its own, because the first view does without figures. */
export * from "./figure-words";
