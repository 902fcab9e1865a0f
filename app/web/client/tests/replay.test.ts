import { describe, expect, test } from "vitest";
import type { SpokenTurn } from "../src/replay/record";
import { MOST_LOOKS, measured, nextLook, progressText, sample } from "../src/replay/scorecard";
import { asWords, inOrder, mindSteps, momentAt, stepsOf, unheard } from "../src/replay/track";

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

describe("the customer's mind", () => {
  const record = (turnNumber: number, trust: number, reasons: string[] = []) => ({
    turn: turnNumber,
    happening: "TurnTaken",
    values: { trust, tension: 60, patience: 50, said: [] },
    move: null,
    reasons,
  });

  test("is shown with what changed since the step before", () => {
    const steps = mindSteps([record(0, 30), record(1, 38, ["trust +8: you named it"]), record(2, 38)]);
    expect(stepsOf(steps, 1)).toMatchObject([{ values: { trust: 38 }, changes: { trust: 8, tension: 0 } }]);
    expect(stepsOf(steps, 2)).toEqual([]);
  });

  test("without the three values is left out", () => {
    expect(mindSteps([{ turn: 1, happening: "X", values: {}, move: null, reasons: [] }])).toEqual([]);
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
    expect(progressText({ status: "done" })).toBe("");
  });

  test("is asked for soon at first, then ever more rarely, and not for ever", () => {
    expect(nextLook(0)).toBe(0.5);
    expect(nextLook(20)).toBe(10);
    expect(nextLook(MOST_LOOKS)).toBeNull();
  });
});
