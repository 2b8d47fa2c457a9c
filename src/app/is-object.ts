/** May members be read of what was found in a storage of the browser? */
export function isObject(found: unknown): found is { readonly [key: string]: unknown } {
  return typeof found === "object" && found !== null;
}
