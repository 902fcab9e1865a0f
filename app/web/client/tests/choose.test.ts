import { expect, test } from "vitest";
import { ANYTHING, type Situation, fits, foundText, queryOf, wantedOf } from "../src/choose/wanted";

const RUTH: Situation = {
  text: "Ruth Okafor, owner of a hair salon. Charged twice, third call. De-escalation",
  skills: ["de_escalation", "billing"],
  industry: "telecoms",
  language: "en",
  first: "customer",
};
const SABINE: Situation = { ...RUTH, text: "Sabine Vogt: eine Zählerablesung", language: "de", first: "trainee" };

test("words are found in any order, whatever their capitals, accents and hyphens", () => {
  const finds = (words: string, situation = RUTH) => fits(situation, { ...ANYTHING, words });
  expect([finds("salon ruth"), finds("de escalation"), finds("zahler", SABINE), finds("  ")]).toEqual(Array(4).fill(true));
  expect([finds("salon martin"), finds("rutha")]).toEqual([false, false]);
});

test("each choice must be the situation's own", () => {
  const all = { words: "okafor", skill: "billing", industry: "telecoms", language: "en", first: "customer" };
  expect(fits(RUTH, all)).toBe(true);
  for (const other of [{ skill: "claims" }, { industry: "energy" }, { language: "de" }, { first: "trainee" }])
    expect(fits(RUTH, { ...all, ...other })).toBe(false);
});

test("what is looked for stands in the address, so that going back finds it again", () => {
  const wanted = { ...ANYTHING, words: "größer & besser", skill: "billing" };
  expect(wantedOf(queryOf(wanted))).toEqual(wanted);
  expect(queryOf(ANYTHING)).toBe("");
  expect(wantedOf("?difficulty=hard")).toEqual(ANYTHING);
});

test("how many were found is said in a sentence", () => {
  expect([foundText(24, 24), foundText(2, 24), foundText(1, 1)]).toEqual([
    "24 situations",
    "2 of 24 situations",
    "1 situation",
  ]);
  expect(foundText(0, 24)).toMatch(/^Nothing fits/);
});
