import { beforeEach, describe, expect, test } from "vitest";
import { RefusedError } from "../src/line/api";
import { Line, type LineListener, type Socket, type World } from "../src/line/line";
import { CALL_WAITS, nextPause } from "../src/line/reconnect";
import { unpack } from "../src/protocol/frames";
import type { ErrorTold, ServerMessage } from "../src/protocol/messages";

class ScriptedSocket implements Socket {
  binaryType = "";
  readyState = 1;
  bufferedAmount = 0;
  onopen: Socket["onopen"] = null;
  onmessage: Socket["onmessage"] = null;
  onclose: Socket["onclose"] = null;
  sent: (string | ArrayBuffer)[] = [];
  send(data: string | ArrayBuffer): void {
    this.sent.push(data);
  }
  close(): void {
    this.readyState = 3;
    this.onclose?.({} as CloseEvent);
  }
  open(): void {
    this.onopen?.({} as Event);
  }
  says(message: object): void {
    this.onmessage?.({ data: JSON.stringify(message) } as MessageEvent);
  }
  get messages(): Record<string, unknown>[] {
    return this.sent.filter((each) => typeof each === "string").map((each) => JSON.parse(each));
  }
}

class ScriptedWorld implements World {
  sockets: ScriptedSocket[] = [];
  pauses: number[] = [];
  time = 0;
  refusal: RefusedError | null = null;
  open(): Socket {
    const socket = new ScriptedSocket();
    this.sockets.push(socket);
    return socket;
  }
  async orderReturn() {
    if (this.refusal) throw this.refusal;
    return { ticket: "back", expires_in: 30, socket: "/ws" };
  }
  async wait(seconds: number): Promise<void> {
    this.pauses.push(seconds);
    this.time += seconds;
  }
  deadlines: (() => void)[] = [];
  later(_: number, act: () => void): void {
    this.deadlines.push(act);
  }
  now = () => this.time;
  chance = () => 0;
  get last(): ScriptedSocket {
    return this.sockets.at(-1)!;
  }
}

class Listener implements LineListener {
  messages: ServerMessage[] = [];
  drops = 0;
  closings: (ErrorTold | null)[] = [];
  message = (message: ServerMessage) => void this.messages.push(message);
  audio = () => undefined;
  dropped = () => void this.drops++;
  closed = (error: ErrorTold | null) => void this.closings.push(error);
}

const TICKET = { ticket: "one", expires_in: 30, socket: "/ws" };
const STARTED = { type: "started", call: "C1", seq: 1 };
const FRAME = { stream: 0, firstSample: 320, samples: new Int16Array(320) };
/** Let everything that was promised come true: no promise of these tests waits for more than other promises. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 200; turn++) await Promise.resolve();
}

let world: ScriptedWorld;
let listener: Listener;
let line: Line;

beforeEach(() => {
  world = new ScriptedWorld();
  listener = new Listener();
  line = new Line(world, listener);
  line.dial(TICKET, false);
  world.last.open();
});

describe("a line", () => {
  test("says hello first, and numbers its messages", () => {
    world.last.says(STARTED);
    line.tell({ type: "say", text: "Hello." });
    expect(world.last.messages).toEqual([
      { type: "hello", version: 1, ticket: "one", seq: 1 },
      { type: "say", text: "Hello.", seq: 2 },
    ]);
  });

  test("takes over another call only when it is told to", () => {
    line.dial(TICKET, true);
    world.last.open();
    expect(world.last.messages[0]).toMatchObject({ type: "hello", take_over: true });
  });

  test("comes back after a drop with what it last handled, and goes on numbering", async () => {
    world.last.says(STARTED);
    world.last.says({ type: "floor", floor: "customer", seq: 2 });
    world.last.close();
    await settled();
    expect(listener.drops).toBe(1);
    world.last.open();
    expect(world.last.messages).toEqual([
      { type: "hello", version: 1, ticket: "back", resume: { call: "C1", last_seq: 2 }, seq: 2 },
    ]);
    world.last.says({ type: "started", call: "C1", resumed: true, seq: 0 });
    world.last.says({ type: "floor", floor: "customer", seq: 2 });
    expect(listener.messages.map((each) => each.type)).toEqual(["started", "floor", "started"]);
    expect(listener.closings).toEqual([]);
  });

  test("gives up once the server no longer waits", async () => {
    world.refusal = new RefusedError("unreachable", "", 0);
    world.last.says(STARTED);
    world.last.close();
    await settled();
    expect(world.pauses.slice(0, 4)).toEqual([0.3, 0.6, 1.2, 2.4]);
    expect(world.time).toBeLessThan(CALL_WAITS);
    expect(listener.closings).toEqual([null]);
  });

  test("tries for as long as the server said that it keeps the call", async () => {
    world.refusal = new RefusedError("unreachable", "", 0);
    world.last.says({ ...STARTED, grace: 60 });
    world.last.close();
    await settled();
    expect(world.time).toBeGreaterThan(50);
    expect(world.time).toBeLessThan(60);
  });

  test("gives up at once when the call is no longer there", async () => {
    world.refusal = new RefusedError("call-not-found", "", 404);
    world.last.says(STARTED);
    world.last.close();
    await settled();
    expect(world.pauses).toEqual([0.3]);
    expect(listener.closings).toEqual([null]);
  });

  test("tries again when nobody answers its return", async () => {
    world.last.says(STARTED);
    world.last.close();
    await settled();
    expect(world.sockets.length).toBe(2);
    world.deadlines.at(-1)?.();
    await settled();
    expect(world.sockets.length).toBe(3);
    expect(world.pauses).toEqual([0.3, 0.6]);
  });

  test("that is answered in time outlives its deadline", async () => {
    world.last.says(STARTED);
    world.deadlines.at(-1)?.();
    await settled();
    expect(listener.drops).toBe(0);
  });

  test("tells why it was refused, and does not try again", async () => {
    const error = { type: "error", code: "busy", message: "All lines are taken.", fatal: true };
    world.last.says(error);
    world.last.close();
    await settled();
    expect(listener.closings).toEqual([error]);
    expect(world.sockets.length).toBe(1);
  });

  test("is over once the call has ended", async () => {
    world.last.says(STARTED);
    world.last.says({ type: "ended", call: "C1", by: "trainee", seq: 2 });
    world.last.close();
    await settled();
    expect(listener.closings).toEqual([null]);
    expect(world.sockets.length).toBe(1);
  });

  test("on which sound piles up counts as dropped", async () => {
    world.last.says(STARTED);
    world.last.bufferedAmount = 100_000;
    line.sendAudio(FRAME);
    await settled();
    expect(listener.drops).toBe(1);
    expect(world.sockets.length).toBe(2);
  });

  test("sends sound as frames, and none before it is back", async () => {
    world.last.says(STARTED);
    line.sendAudio(FRAME);
    expect(unpack(world.last.sent.at(-1) as ArrayBuffer)).toEqual(FRAME);
    world.last.close();
    await settled();
    line.sendAudio(FRAME);
    expect(world.last.sent).toEqual([]);
  });
});

describe("what the trainee does while the line is down", () => {
  const RESUMED = { ...STARTED, resumed: true, seq: 0 };
  const said = (text: string, seq: number) => ({ type: "say", text, seq });
  const numbered = () => world.last.messages.map(({ type, seq }) => [type, seq]);

  beforeEach(() => world.last.says(STARTED));

  async function comeBack(): Promise<void> {
    world.last.close();
    await settled();
    world.last.open();
  }

  test("is told once it is back, and not before", async () => {
    world.last.close();
    line.tell({ type: "say", text: "Are you there?" });
    await settled();
    world.last.open();
    line.tell({ type: "hang_up" });
    expect(world.last.messages.map(({ type }) => type)).toEqual(["hello"]);
    world.last.says(RESUMED);
    expect(world.last.messages.map(({ type }) => type)).toEqual(["hello", "say", "hang_up"]);
  });

  test("or while it seems open and is dead, is told again with its old number, before anything newer", async () => {
    line.tell({ type: "say", text: "Hello." });
    line.tell({ type: "heard", reply: 1, samples: 0, at: 0 });
    await comeBack();
    listener.message = ({ type }) => {
      if (type === "started") line.tell({ type: "talk", state: "held" });
    };
    world.last.says(RESUMED);
    expect(numbered()).toEqual([
      ["hello", 4],
      ["say", 2],
      ["talk", 5],
    ]);
  });

  test("is told again as often as the line drops, until the server shows that it has heard", async () => {
    line.tell({ type: "say", text: "Hello." });
    await comeBack();
    world.last.says(RESUMED);
    await comeBack();
    world.last.says(RESUMED);
    expect(world.last.messages).toContainEqual(said("Hello.", 2));
    expect(line.typedOnTheWay).toEqual(["Hello."]);
    world.last.says({ type: "caption", side: "trainee", line: 1, text: "Hello.", final: true, seq: 2 });
    expect(line.typedOnTheWay).toEqual([]);
    await comeBack();
    world.last.says(RESUMED);
    expect(numbered()).toEqual([["hello", 5]]);
  });

  test("is dropped where it is about sound that is lost", async () => {
    await comeBack();
    line.tell({ type: "heard", reply: 1, samples: 320, at: 0 });
    world.last.says(RESUMED);
    expect(numbered()).toEqual([["hello", 2]]);
  });
});

test("a call that the server keeps for longer is worth more tries", () => {
  expect(nextPause(5, 18, 60, 0)).toBe(2.4);
  expect(nextPause(0, 0, 0.2, 0)).toBeNull();
});

test("pauses between tries double, with jitter, and end before the server stops waiting", () => {
  expect([0, 1, 2, 3, 4].map((attempt) => nextPause(attempt, 0, CALL_WAITS, 0))).toEqual([0.3, 0.6, 1.2, 2.4, 2.4]);
  expect(nextPause(0, 0, CALL_WAITS, 1)).toBeCloseTo(0.375);
  expect(nextPause(5, 18, CALL_WAITS, 0)).toBeNull();
});
