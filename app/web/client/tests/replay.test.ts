import { describe, expect, test } from "vitest";
import type { SpokenTurn } from "../src/replay/record";
import { type RetoldTurn, deedText, readingText, wordingText } from "../src/replay/retelling";
import { type CheckResult, MOST_LOOKS, ladderText, measured, nextLook, progressText, sample } from "../src/replay/scorecard";
import { asWords, inOrder, momentAt, unheard } from "../src/replay/track";

function turn(number: number, start: number, end: number, more: Partial<SpokenTurn> = {}): SpokenTurn {
  const plain = { text: "", heard: "", words: [], cut: false, is_backchannel: false, is_typed: false };
  return { number, side: "trainee", start, end, ...plain, ...more };
}

describe("the transcript in step", () => {
  const words = [
    { text: "Good", start: 0, end: 400 },
    { text: "morning", start: 500, end: 900 },
  ];
  const turns = [turn(2, 1000, 2000), turn(1, 0, 900, { words }), turn(3, 1500, 3000)];

  test("knows the turn and the word of a sample", () => {
    expect(momentAt(turns, 450)).toEqual({ turn: 1, word: 0 });
    expect(momentAt(turns, 500)).toEqual({ turn: 1, word: 1 });
    expect(momentAt(turns, 950)).toEqual({ turn: null, word: null });
  });

  test("follows the turn that began last where both speak", () => {
    expect(momentAt(turns, 1600)).toEqual({ turn: 3, word: null });
  });

  test("is ordered by when it was heard", () => {
    expect(inOrder(turns).map((each) => each.number)).toEqual([1, 2, 3]);
  });

  test("shows what of a cut line was not heard", () => {
    expect(unheard(turn(1, 0, 9, { text: "I want my money back", heard: "I want my", cut: true }))).toBe("money back");
    expect(unheard(turn(1, 0, 9, { text: "Same", heard: "Same", cut: true }))).toBe("");
    expect(unheard(turn(1, 0, 9, { text: "Other words", heard: "I want", cut: true }))).toBe("");
  });
});

describe("what is told of a turn", () => {
  const nothing: RetoldTurn = { marks: [], steps: [], worded_by: "", refused: [], read_as: [] };
  const mood = { values: { trust: 1, tension: 2, patience: 3 }, changes: { trust: 0, tension: 0, patience: 0 } };

  test("says what the customer did and why", () => {
    const step = { mood, did: "hung up", why: "patience is gone", reasons: [] };
    expect(deedText(step, "Ruth")).toBe("Ruth hung up: patience is gone.");
    expect(deedText({ ...step, did: "" }, "Ruth")).toBe("");
  });

  test("says who worded a line, and what was refused", () => {
    expect(wordingText(nothing)).toBe("");
    expect(wordingText({ ...nothing, worded_by: "model" })).toBe("Worded by a language model.");
    expect(wordingText({ ...nothing, worded_by: "persona", refused: ["it gave in", "it praised you"] })).toBe(
      "The persona's own words. A model offered other words, which were refused: it gave in; it praised you.",
    );
  });

  test("says what a model read a turn as, and that it did not count", () => {
    expect(readingText(nothing)).toBe("");
    expect(readingText({ ...nothing, read_as: ["you apologised"] })).toContain("as: you apologised. Nothing went by it.");
  });

  test("names things in words", () => {
    expect(asWords("card_declined")).toBe("card declined");
  });
});

describe("the score", () => {
  test("is measured in units", () => {
    const shown = [
      measured(0.42, "share"),
      measured(151.6, "words/min"),
      measured(1.25, "s"),
      measured(2, "per 10 min"),
    ];
    expect(shown).toEqual(["42 %", "152 words a minute", "1.3 s", "2 per 10 min"]);
  });

  test("says what its numbers were made of", () => {
    expect(sample({ n: 21, counted: "turns" })).toBe("21 turns");
    expect(sample({ n: 1, counted: "objections" })).toBe("1 objection");
    expect([sample({ n: 21 }), sample({ n: null, counted: "words" })]).toEqual(["", ""]);
  });

  test("is never said to be on its way where calls are not scored", () => {
    expect(progressText({ status: "unavailable" })).toBe(
      "Calls are not scored on this server. What was said is kept.",
    );
    expect(progressText({ status: "running", step: "asking_the_judge" })).toBe("Being scored: asking the judge …");
    expect(progressText({ status: "done" })).toContain("No rubric of this server suits this customer");
  });

  test("says why a level is lower than some of its checks are", () => {
    const check = (level: number, verdict: CheckResult["verdict"]) => ({ id: "c", title: `C${level}`, level, verdict, evidence: [] });
    const ladder = (level: number, ...checks: CheckResult[]) => ladderText({ level, checks });
    expect(ladder(0, check(1, "no"), check(2, "yes"), check(3, "yes"))).toBe(
      "A level counts only when those below it are reached: “C1”, for level 1, was answered with no.",
    );
    expect(ladder(1, check(1, "yes"), check(2, "unscored"), check(3, "yes"))).toContain("“C2”, for level 2, could not be");
    expect(ladder(1, check(1, "yes"), check(2, "no"), check(3, "no"))).toBe("");
    expect(ladder(3, check(1, "yes"), check(2, "yes"), check(3, "yes"))).toBe("");
  });

  test("is asked for soon at first, then ever more rarely, and not for ever", () => {
    expect(nextLook(0)).toBe(0.5);
    expect(nextLook(20)).toBe(10);
    expect(nextLook(MOST_LOOKS)).toBeNull();
  });
});
