import { loadTex } from "@/ui";

// Before the tests of a page: formulas are there, as they are in the page but for its first moment.
await loadTex();
