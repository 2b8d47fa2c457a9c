const MOST_CHARACTERS = 60;

/** A title as a file name that every system takes: letters and digits of any script, without accents, joined by hyphens. */
export function fileName(title: string): string {
  const name = title
    .toLowerCase()
    .replaceAll("ß", "ss")
    .replaceAll("ł", "l")
    .replaceAll("ø", "o")
    .replaceAll("æ", "ae")
    .replaceAll("đ", "d")
    .normalize("NFKD")
    // Mathematical letters come out of it as capitals.
    .toLowerCase()
    // Latin accents go. Elsewhere marks carry the vowels, or make another letter.
    .replace(/(?<=\p{Script=Latin})\p{M}+/gu, "")
    .normalize("NFC")
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, "-");
  const short = Array.from(name).slice(0, MOST_CHARACTERS).join("");
  return short.replace(/^-+|-+$/g, "") || "graph";
}
