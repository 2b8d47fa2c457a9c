import { isAllowedSymbol } from "@/explain";

interface NotePart {
  readonly kind: "words" | "symbol";
  readonly part: string;
}

/** Words and symbols of a note, in order: what stands between two $ is a symbol if it is an allowed one. */
export function splitNote(text: string): readonly NotePart[] {
  return text.split(/(\$[^$\n]+\$)/).flatMap((part): NotePart[] => {
    const symbol = /^\$([^$\n]+)\$$/.exec(part)?.[1];
    if (symbol !== undefined && isAllowedSymbol(symbol)) return [{ kind: "symbol", part: symbol }];
    return part === "" ? [] : [{ kind: "words", part }];
  });
}
