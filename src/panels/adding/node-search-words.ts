/** What stands in the field of the search while it is empty. */
export const FINDER_PLACEHOLDER = "Search: relu, ×, mse …";
