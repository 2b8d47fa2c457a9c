/** Items with their place as a key: for lists where the place is what an item is, such as the segments of an equation. */
export function keyed<Item>(
  items: readonly Item[],
): { readonly key: string; readonly item: Item }[] {
  return items.map((item, index) => ({ key: String(index), item }));
}
