/** Items with their index as a key: for lists where the index is what an item is, such as the segments of an equation. */
export function keyed<Item>(
  items: readonly Item[],
): { readonly key: string; readonly item: Item }[] {
  return items.map((item, index) => ({ key: String(index), item }));
}
