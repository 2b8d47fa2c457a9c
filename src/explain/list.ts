/** "a", "a and b", "a, b and c"; of many the first three and how many more. */
export function list(names: readonly string[]): string {
  if (names.length > 4) return `${names.slice(0, 3).join(", ")} and ${names.length - 3} more`;
  const [last = ""] = names.slice(-1);
  return names.length < 2 ? last : `${names.slice(0, -1).join(", ")} and ${last}`;
}

/** For words, never for symbols: h₂ is not H₂. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
