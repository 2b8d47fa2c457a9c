/** Why rows of a file are not taken, in words: fetched when it has to be said. */
export { csvProblemSentence } from "@/explain";
