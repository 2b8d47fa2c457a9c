/** What stands in the field of the search while it is empty. */
export const SEARCH_PLACEHOLDER = "relu, ×, mse … or a formula: (x + y)·z";
