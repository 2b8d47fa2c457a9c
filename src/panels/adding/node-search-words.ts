/** What stands in the field of the search while it is empty. */
export const SEARCH_PLACEHOLDER = "Search: relu, ×, mse …";
