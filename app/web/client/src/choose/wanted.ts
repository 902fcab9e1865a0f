// What somebody looks for among the situations, and which of them fit. No page, no browser.

/** One situation with its customer, as the page's markup has it. */
export interface Situation {
  /** Everything that can be read of it. */
  text: string;
  skills: string[];
  industry: string;
  /** BCP 47 tag. */
  language: string;
  /** Who speaks first: `customer` or `trainee`. */
  first: string;
}

export const FIELDS = ["words", "skill", "industry", "language", "first"] as const;
export type Field = (typeof FIELDS)[number];
/** Empty: whatever it is. */
export type Wanted = Record<Field, string>;

export const ANYTHING: Wanted = { words: "", skill: "", industry: "", language: "", first: "" };

/** Return whether a situation is wanted: each word occurs in it, and each choice is its own. */
export function fits(situation: Situation, wanted: Wanted): boolean {
  const text = plain(situation.text);
  return (
    plain(wanted.words)
      .split(" ")
      .every((word) => text.includes(word)) &&
    (wanted.skill === "" || situation.skills.includes(wanted.skill)) &&
    isOrAny(wanted.industry, situation.industry) &&
    isOrAny(wanted.language, situation.language) &&
    isOrAny(wanted.first, situation.first)
  );
}

/** Return what an address asks for; what it says of anything else is not looked at. */
export function wantedOf(query: string): Wanted {
  const asked = new URLSearchParams(query);
  const wanted = { ...ANYTHING };
  for (const field of FIELDS) wanted[field] = asked.get(field) ?? "";
  return wanted;
}

/** Return the query of an address that asks for this; empty for anything at all. */
export function queryOf(wanted: Wanted): string {
  const asked = new URLSearchParams(FIELDS.filter((field) => wanted[field] !== "").map((field) => [field, wanted[field]]));
  return asked.size ? `?${asked}` : "";
}

/** Return how many were found, as a sentence. */
export function foundText(found: number, all: number): string {
  if (found === 0) return "Nothing fits. Search for less, or choose fewer things.";
  const situations = all === 1 ? "situation" : "situations";
  return found === all ? `${all} ${situations}` : `${found} of ${all} ${situations}`;
}

function isOrAny(wanted: string, own: string): boolean {
  return wanted === "" || wanted === own;
}

/** Return text without what people leave out when they search: capitals, accents, hyphens. */
function plain(text: string): string {
  const bare = text.normalize("NFD").replace(/\p{Diacritic}/gu, "");
  return bare.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();
}
