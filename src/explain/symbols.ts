import { letters, pairs, subscripts, symbolOfName } from "@/graph";

/**
 * Symbols come from links and from users, and go to KaTeX. What a symbol may be is therefore listed here; everything
 * else is shown as the plain text that it is.
 *
 *   symbol := atom+            atom := base script{0,2}          script := (_ or ^) (character | {symbol})
 *   within the braces of a script also , * + - and brackets in pairs
 *   base := letter | digit | Greek command | accent {symbol} | accent character | \text{words}
 *
 * An index without braces is one character: in hidden_layer and W_out, where letters follow it, TeX would set the first of
 * them low and the others not, which nobody means, so these are text.
 */

const LONGEST = 200;
const DEEPEST = 3;

/** Commands with one argument, and the combining character that follows it in plain text. */
const ACCENTS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    hat: "\u0302",
    bar: "\u0304",
    tilde: "\u0303",
    dot: "\u0307",
    vec: "\u20d7",
    mathbf: "",
    mathrm: "",
    mathcal: "",
  }),
);

const SUPERSCRIPTS: ReadonlyMap<string, string> = new Map(
  pairs(
    "0123456789abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVWαβγδεθιϕφχ+-−,()* ",
    "⁰¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵅᵝᵞᵟᵋᶿᶥᵠᵠᵡ⁺⁻⁻,⁽⁾* ",
  ),
);

/** May KaTeX see this symbol as it is? */
export function isAllowedSymbol(symbol: string): boolean {
  return parse(symbol) !== null;
}

/** A name as it may stand in a formula: words and numbers with underscores between. */
const NAME = /^\p{L}[\p{L}\p{M}\p{N}]*(?:_\{?[\p{L}\p{N}]+\}?)*$/u;

/** What is typed as a symbol is LaTeX; what is none is read as a name in a formula: φ₁ is \phi_1, w_1_2 is w_{1,2}. */
export function typedSymbol(text: string): string {
  const typed = text.trim();
  if (isAllowedSymbol(typed) || !NAME.test(typed)) return typed;
  const named = symbolOfName(typed);
  return isAllowedSymbol(named) ? named : typed;
}

/** Safe LaTeX for any symbol: itself if it is allowed, else the text that it is. */
export function symbolLatex(symbol: string): string {
  return isAllowedSymbol(symbol) ? symbol : textLatex(symbol);
}

/** The symbol in plain Unicode, for labels that are read aloud and for titles: "f₀", "θ₁₁", "ℓᵢ". */
export function symbolText(symbol: string): string {
  return parse(symbol) ?? cleanText(symbol);
}

/** Any text as LaTeX that prints it. */
function textLatex(text: string): string {
  const clean = cleanText(text);
  return `\\text{${Array.from(clean, escapeCharacter).join("")}}`;
}

const ESCAPES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    "\\": "\\textbackslash{}",
    "{": "\\{",
    "}": "\\}",
    $: "\\$",
    "%": "\\%",
    "#": "\\#",
    "&": "\\&",
    _: "\\_",
    "^": "\\textasciicircum{}",
    "~": "\\textasciitilde{}",
  }),
);

function escapeCharacter(character: string): string {
  return ESCAPES.get(character) ?? character;
}

/**
 * Without what cannot be seen: control characters, lone surrogates, and marks that turn the direction of writing and
 * could make a symbol look like another. Combining accents that KaTeX would refuse go too; vowel signs stay.
 */
function cleanText(text: string): string {
  const visible = text
    .slice(0, 4 * LONGEST)
    // Before it is normalized: of half a surrogate pair Firefox then makes a character of its own, U+FFFD.
    .replace(/\p{C}/gu, "")
    .normalize("NFC")
    .replace(/\p{M}/gu, (mark) => (isVowelSign(mark) ? mark : ""))
    .replace(/(\p{M}{3})\p{M}+/gu, "$1")
    .trim();
  const characters = Array.from(visible);
  if (characters.length === 0) return "?";
  return characters.length <= LONGEST ? visible : `${characters.slice(0, LONGEST).join("")}…`;
}

/** In the scripts of India and South-East Asia, Hindi, Tamil or Thai, marks are vowels: without them it is another word. */
function isVowelSign(mark: string): boolean {
  return mark >= "\u0900" && mark <= "\u109f";
}

/** The plain text of an allowed symbol; null for any other. */
function parse(symbol: string): string | null {
  if (symbol === "" || symbol.length > LONGEST) return null;
  const reader = new Reader(symbol);
  const text = reader.readSymbol(0, false);
  return text !== null && reader.atEnd() ? text : null;
}

class Reader {
  private offset = 0;

  constructor(private readonly source: string) {}

  atEnd(): boolean {
    return this.offset >= this.source.length;
  }

  /** Atoms up to the end or a closing brace; null where something is not allowed, or there is none. */
  readSymbol(depth: number, inScript: boolean): string | null {
    let text = "";
    while (!this.atEnd() && this.peek() !== "}") {
      const atom = this.readAtom(depth, inScript);
      if (atom === null) return null;
      text += atom;
    }
    return text === "" ? null : text;
  }

  private readAtom(depth: number, inScript: boolean): string | null {
    let text = this.readBase(depth, inScript);
    const seen = new Set<string>();
    while (text !== null && (this.peek() === "_" || this.peek() === "^")) {
      const kind = this.take();
      if (seen.has(kind) || this.isWord()) return null;
      seen.add(kind);
      const script = this.readArgument(depth, true);
      text = script === null ? null : text + scriptText(kind, script);
    }
    return text;
  }

  private readBase(depth: number, inScript: boolean): string | null {
    const character = this.take();
    if (/^[A-Za-z0-9]$/.test(character)) return character;
    // θ_{*1}, ω_{0,1}, h_{k-1}
    if (inScript && /^[,*+-]$/.test(character)) return character;
    // Layers: W^{(1)}, z^{[1]}
    if (inScript && depth > 0 && /^[()[\]]$/.test(character)) return character;
    if (character !== "\\") return null;
    const command = /^[A-Za-z]+/.exec(this.rest())?.[0] ?? "";
    this.offset += command.length;
    const accent = ACCENTS.get(command);
    if (accent !== undefined) {
      this.skipSpaces();
      const argument = this.readArgument(depth, inScript);
      return argument === null ? null : argument + accent;
    }
    if (command === "text") return this.readWords();
    const letter = letters.get(command);
    if (letter !== undefined) this.skipSpaces();
    return letter ?? null;
  }

  /** The words of \text: letters and digits, single spaces and hyphens between them. */
  private readWords(): string | null {
    const [whole, words] = /^\{([A-Za-z0-9]+(?:[ -][A-Za-z0-9]+)*)\}/.exec(this.rest()) ?? [];
    this.offset += whole?.length ?? 0;
    return words ?? null;
  }

  /** Do two letters follow? */
  private isWord(): boolean {
    return /^[A-Za-z]{2}/.test(this.rest());
  }

  private rest(): string {
    return this.source.slice(this.offset);
  }

  /** A group in braces, or one character or command. */
  private readArgument(depth: number, inScript: boolean): string | null {
    if (depth >= DEEPEST) return null;
    // Without braces depth stays as it is, so that W^( is none.
    if (this.peek() !== "{") return this.readBase(depth === 0 ? 0 : depth + 1, inScript);
    this.take();
    const inside = this.readSymbol(depth + 1, inScript);
    return inside !== null && this.take() === "}" && isBalanced(inside) ? inside : null;
  }

  /** TeX ends a command at a space and swallows it. */
  private skipSpaces(): void {
    while (this.peek() === " ") this.offset++;
  }

  private peek(): string {
    return this.source.charAt(this.offset);
  }

  private take(): string {
    const character = this.peek();
    this.offset++;
    return character;
  }
}

/** Is each bracket closed by its like? Half of one would open what follows it. */
function isBalanced(text: string): boolean {
  const closings: string[] = [];
  for (const character of text) {
    if (character === "(") closings.push(")");
    else if (character === "[") closings.push("]");
    else if ((character === ")" || character === "]") && closings.pop() !== character) return false;
  }
  return closings.length === 0;
}

/** An exponent or an upper index in plain text: "²", "ᵀ", "⁽¹⁾"; "[¹]" of a layer [1]; "^0.5" where no raised signs exist. */
export function superscriptText(script: string): string {
  return scriptText("^", script);
}

function scriptText(kind: string, script: string): string {
  // There are no raised brackets: those of layers, z^{[1]}, stand on the line.
  const [, layer] = /^\[(.*)\]$/.exec(script) ?? [];
  if (layer !== undefined && layer !== "") return `[${scriptText(kind, layer)}]`;
  const images = kind === "_" ? subscripts : SUPERSCRIPTS;
  const characters = Array.from(script);
  if (characters.every((character) => images.has(character))) {
    return characters.map((character) => images.get(character)).join("");
  }
  const isAlone = characters.length === 1 || /^\d+(?:\.\d+)?$/.test(script);
  return isAlone ? kind + script : `${kind}(${script})`;
}
