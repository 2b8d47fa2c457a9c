import { letters, partsOfName, symbolOfName } from "../letters";

/** Numbers of these symbols are trained: weights, biases, and the lecture's β, ω, θ and ϕ. */
const PARAMETER = /^(?:w|b|\\(?:beta|omega|theta|phi)(?![A-Za-z]))/i;

/** Is what is typed so a parameter, where nothing is called so? */
export function isNameOfParameter(name: string): boolean {
  return PARAMETER.test(symbolOfName(name));
}

/**
 * By what a typed name is looked up, in this order: by the symbol that it is read as, and, as "xi" may be ξ and x_i, by its
 * characters.
 */
export function keysOfName(name: string): readonly string[] {
  return [keyOfSymbol(symbolOfName(name)), partsOfName(name).join("")];
}

/**
 * The keys that find a symbol, the nearest last: w_0 is found as w0, \theta as θ. x_i is also called x, and a letter of
 * another form, such as \varphi, is meant by the usual one where that is not there.
 */
export function keysOfSymbol(symbol: string): readonly string[] {
  return [
    keyOfSymbol(symbol.replaceAll("\\var", "\\")),
    keyOfSymbol(symbol.replace(/_i$/, "")),
    keyOfSymbol(symbol),
  ];
}

/** The nearest key of a symbol. */
export function keyOfSymbol(symbol: string): string {
  return symbol
    .replace(/\\([A-Za-z]+)/g, (_, command: string) => letters.get(command) ?? command)
    .replace(/[_{},\s]/g, "");
}
