import { describe, expect, test } from "vitest";
import { newestWhole, withCaption } from "../src/call/captions";
import { clock, endingText, floorText, keepingText, scoreText, stopText } from "../src/call/formatting";
import { OPEN_MICROPHONE, held, switched, talkMessage } from "../src/call/push_to_talk";
import { actionOf } from "../src/call/shortcuts";
import { FRESH, after, afterClose, afterDrop } from "../src/call/state";
import type { Caption, Started } from "../src/protocol/messages";
import { SILENT_AFTER, SilenceWatch, level, meterShare } from "../src/sound/levels";
import { FAULTS, faultOf, faultOfPage } from "../src/sound/microphone_faults";

const STARTED: Started = {
  type: "started",
  call: "C1",
  customer: "Ruth",
  capture_rate: 16_000,
  rate: 22_050,
  frame: 320,
  recorded: false,
  resumed: false,
  parts: {},
};
const caption = (text: string, final = false, side: Caption["side"] = "trainee", line = 1): Caption => ({
  type: "caption",
  side,
  line,
  text,
  final,
});

describe("captions", () => {
  test("of a line replace the earlier ones where the line stands", () => {
    let lines = withCaption([], caption("I am"));
    lines = withCaption(lines, caption("Yes?", true, "customer"));
    lines = withCaption(lines, caption("I am sorry.", true));
    expect(lines.map((line) => line.text)).toEqual(["I am sorry.", "Yes?"]);
  });

  test("that come to nothing disappear", () => {
    expect(withCaption(withCaption([], caption("um")), caption(" ", true))).toEqual([]);
  });

  test("are read out when they are whole", () => {
    const lines = withCaption(withCaption([], caption("Good morning.", true)), caption("Ye", false, "customer"));
    expect(newestWhole(lines, "Ruth")).toBe("You: Good morning.");
  });
});

describe("the state of a call", () => {
  test("goes from ringing to live to over", () => {
    const live = after({ ...FRESH, phase: "ringing" }, STARTED);
    expect(live).toMatchObject({ phase: "live", call: "C1", isRecorded: false });
    expect(afterDrop(live).phase).toBe("away");
    expect(after(afterDrop(live), { ...STARTED, resumed: true }).phase).toBe("live");
    expect(after(live, { type: "ended", call: "C1", by: "customer" })).toMatchObject({
      phase: "over",
      endedBy: "customer",
    });
  });

  test("goes back to the check with the server's sentence when the call was refused", () => {
    const error = {
      type: "error",
      code: "already-on-a-call",
      message: "Busy.",
      fatal: true,
      offer: "take_over",
    } as const;
    const refused = afterClose({ ...FRESH, phase: "ringing" }, error);
    expect(refused).toMatchObject({ phase: "check", problem: { text: "Busy.", offersTakeOver: true } });
  });

  test("is over when the line is lost for good", () => {
    expect(afterClose(after(FRESH, STARTED), null)).toMatchObject({ phase: "over", endedBy: "connection" });
  });
});

describe("push-to-talk", () => {
  test("tells the server when it is switched, held and let go", () => {
    const on = switched(true);
    expect(talkMessage(OPEN_MICROPHONE, on)).toEqual({ type: "talk", state: "released" });
    expect(talkMessage(on, held(on, true))).toEqual({ type: "talk", state: "held" });
    expect(talkMessage(held(on, true), switched(false))).toEqual({ type: "talk", state: "open" });
    expect(talkMessage(on, held(on, false))).toBeNull();
  });

  test("does nothing while it is off", () => {
    expect(held(OPEN_MICROPHONE, true)).toEqual(OPEN_MICROPHONE);
  });
});

describe("keys", () => {
  const press = (key: string, target = "DIV", more = {}) =>
    actionOf({ key, target, shiftKey: false, ctrlKey: false, altKey: false, metaKey: false, ...more });

  test("act unless something is typed or another key is held", () => {
    expect(press("m")).toBe("mute");
    expect(press("m", "INPUT")).toBeNull();
    expect(press("m", "DIV", { ctrlKey: true })).toBeNull();
  });

  test("leave the space bar to the button that has the focus", () => {
    expect(press(" ")).toBe("talk");
    expect(press(" ", "BUTTON")).toBeNull();
  });

  test("hang up only with Shift", () => {
    expect(press("h")).toBeNull();
    expect(press("H", "DIV", { shiftKey: true })).toBe("hang-up");
  });
});

describe("the microphone", () => {
  test("is called silent after 8 s of nothing, and never once it was heard", () => {
    const watch = new SilenceWatch();
    expect(watch.observe(-80, SILENT_AFTER - 0.1)).toBe(false);
    expect(watch.observe(-80, 0.1)).toBe(true);
    expect(watch.observe(-40, 0.1)).toBe(false);
    expect(watch.observe(-90, SILENT_AFTER)).toBe(false);
    watch.reset();
    expect(watch.observe(-90, SILENT_AFTER)).toBe(true);
  });

  test("shows 60 dB on its meter", () => {
    expect([level(1), level(0)]).toEqual([0, -90]);
    expect([meterShare(-90), meterShare(-30), meterShare(0)]).toEqual([0, 0.5, 1]);
  });

  test("that is refused, absent or busy is told apart, each with a remedy", () => {
    const named = (name: string) => faultOf(Object.assign(new Error(), { name })).code;
    expect(["NotAllowedError", "NotFoundError", "NotReadableError", "Odd"].map(named)).toEqual([
      "refused",
      "absent",
      "busy",
      "unknown",
    ]);
    expect(Object.values(FAULTS).every((each) => each.remedy.endsWith("."))).toBe(true);
  });

  test("is not asked for by a page that may not have it", () => {
    expect(faultOfPage({ isSecureContext: false, hasMicrophones: false, hasWorklets: false })?.code).toBe("insecure");
    expect(faultOfPage({ isSecureContext: true, hasMicrophones: true, hasWorklets: true })).toBeNull();
  });
});

test("times and states are said in plain words", () => {
  expect([clock(0), clock(75.9), clock(600)]).toEqual(["0:00", "1:15", "10:00"]);
  expect(floorText("thinking", "Ruth")).toBe("Ruth is about to speak");
  expect(endingText("customer", "Ruth")).toBe("Ruth hung up.");
  expect(endingText("something new", "Ruth")).toBe("The call is over.");
});

test("before a call one is told how to end it and what a score needs", () => {
  expect(stopText("stop the exercise")).toContain("say “stop the exercise”, or hang up");
  expect(scoreText(30)).toContain("needs about half a minute of your own speech");
  expect(scoreText(45)).toContain("about 45 seconds");
  expect([stopText(""), scoreText(0)]).toEqual(["", ""]);
  expect([false, true].map((sends) => keepingText(sends).includes("sent as text"))).toEqual([false, true]);
});
