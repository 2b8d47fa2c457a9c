/** Why a row is not added, in words: fetched when it has to be said. */
export { tableProblemSentence } from "@/explain";
