import { beforeEach, describe, expect, test } from "vitest";
import { Outbox, mustArrive } from "../src/line/outbox";
import type { Caption } from "../src/protocol/messages";

const caption = (text: string, more: Partial<Caption> = {}): Caption => ({
  type: "caption",
  side: "trainee",
  line: 1,
  text,
  final: true,
  ...more,
});

let outbox: Outbox;

beforeEach(() => {
  outbox = new Outbox();
  outbox.keep({ type: "say", text: "Hello?", seq: 2 });
  outbox.keep({ type: "say", text: "Are you there?", seq: 3 });
  outbox.keep({ type: "say", text: "Hello?", seq: 4 });
});

const numbers = () => outbox.messages.map((each) => each.seq);

describe("what was told and is not known to have arrived", () => {
  test("is what the trainee did, and nothing about sound", () => {
    expect(["say", "hang_up", "talk", "heard", "flushed"].filter((type) => mustArrive({ type }))).toEqual([
      "say",
      "hang_up",
    ]);
  });

  test("has arrived when a whole caption of the trainee's says it", () => {
    outbox.take(caption("Are you there?"));
    expect(numbers()).toEqual([2, 4]);
    expect(outbox.typed).toEqual(["Hello?", "Hello?"]);
  });

  test("that was typed twice needs two captions", () => {
    outbox.take(caption("Hello?"));
    expect(numbers()).toEqual([3, 4]);
  });

  test("waits on when anything else is told", () => {
    outbox.take(caption("Hello?", { final: false }));
    outbox.take(caption("Hello?", { side: "customer" }));
    outbox.take(caption("Something spoken."));
    outbox.take({ type: "floor", floor: "customer" });
    expect(numbers()).toEqual([2, 3, 4]);
  });

  test("matters no more once the call has ended", () => {
    outbox.keep({ type: "hang_up", seq: 5 });
    expect(outbox.typed).toHaveLength(3);
    outbox.take({ type: "ended", call: "C1", by: "trainee" });
    expect(numbers()).toEqual([]);
  });
});
