import { beforeEach, describe, expect, test } from "vitest";
import { MURMUR_BIT } from "../src/protocol/frames";
import { CUSHION, Player } from "../src/sound/player";
import type { Report } from "../src/sound/voice_stream";

const RATE = 16_000;
const BLOCK = 128;
const CUSHION_SAMPLES = CUSHION * RATE;

let player: Player;
let heard: number[];
let reports: Report[];

beforeEach(() => {
  player = new Player({ voice: RATE, output: RATE });
  heard = [];
  reports = [];
});

/** Receive so many samples of a constant sound (half of full scale) after those already there. */
function receive(stream: number, first: number, count: number, value = 16_384): void {
  for (let at = 0; at < count; at += 320) {
    const samples = new Int16Array(Math.min(320, count - at)).fill(value);
    player.receive({ stream, firstSample: first + at, samples });
  }
}

function play(blocks: number): void {
  for (let index = 0; index < blocks; index++) {
    const block = new Float32Array(BLOCK);
    reports.push(...player.render(block));
    heard.push(...block);
  }
}

const told = () => reports.map(({ type, reply, samples }) => [type, reply, samples]);
const sounding = () => heard.filter((sample) => sample !== 0).length;

describe("a stream", () => {
  test("waits for its cushion", () => {
    receive(1, 0, CUSHION_SAMPLES - 320);
    play(1);
    expect(sounding()).toBe(0);
    receive(1, CUSHION_SAMPLES - 320, 320);
    play(1);
    expect(sounding()).toBe(BLOCK);
    expect(told()).toEqual([["heard", 1, 0]]);
  });

  test("shorter than the cushion begins as soon as it is whole", () => {
    receive(1, 0, 400);
    player.announce(1, 400);
    play(4);
    expect(told()).toEqual([
      ["heard", 1, 0],
      ["heard", 1, 400],
    ]);
    expect(sounding()).toBe(400);
    expect(reports[1]?.offset).toBe(400 - 3 * BLOCK);
  });

  test("of which nothing more comes begins without its cushion after a while", () => {
    receive(1, 0, 400);
    play((0.2 * RATE) / BLOCK);
    expect(told()).toContainEqual(["heard", 1, 400]);
  });

  test("is reported every 100 ms and to the sample at its end", () => {
    receive(1, 0, 8000);
    player.announce(1, 8000);
    play(70);
    const samples = reports.map((report) => report.samples);
    expect(samples[0]).toBe(0);
    expect(samples.at(-1)).toBe(8000);
    const gaps = samples.slice(1, -1).map((each, index) => each - (samples[index] ?? 0));
    expect(gaps.every((gap) => gap >= 1600 && gap < 1600 + BLOCK)).toBe(true);
    expect(samples.filter((each) => each === 8000).length).toBe(1);
  });

  test("counts at the voice's rate whatever the loudspeaker's is", () => {
    player = new Player({ voice: 22_050, output: 48_000 });
    receive(1, 0, 22_050);
    player.announce(1, 22_050);
    play(500);
    expect(reports.at(-1)).toMatchObject({ samples: 22_050 });
    expect(sounding()).toBeGreaterThan(47_900);
  });

  test("that runs dry says so, and gathers a larger cushion before it goes on", () => {
    receive(1, 0, 1600);
    play(13);
    expect(told()).toEqual([
      ["heard", 1, 0],
      ["heard", 1, 1600],
    ]);
    expect(player.cushion).toBeCloseTo(CUSHION * 1.5);
    receive(1, 1600, 1600);
    play(1);
    const before = sounding();
    receive(1, 3200, 640);
    play(1);
    expect(sounding()).toBe(before + BLOCK);
  });

  test("whose length is told only after it was all played is reported once more", () => {
    receive(1, 0, 1600);
    play(13);
    reports = [];
    player.announce(1, 1600);
    play(1);
    expect(told()).toEqual([["heard", 1, 1600]]);
  });

  test("takes no frame that does not follow the last", () => {
    receive(1, 320, 3200);
    play(30);
    expect(sounding()).toBe(0);
  });
});

describe("orders", () => {
  beforeEach(() => {
    receive(1, 0, 16_000);
    play(2);
    reports = [];
    heard = [];
  });

  test("duck lowers the voice by 12 dB", () => {
    player.duck(1);
    play(3);
    expect(heard.at(-1)).toBeCloseTo(0.125, 3);
  });

  test("pause stops within 5 ms and says where; resume goes on from that sample at full level", () => {
    player.pause(1);
    play(10);
    expect(sounding()).toBeLessThanOrEqual(80);
    const stopped = reports[0]?.samples ?? 0;
    expect(told()).toEqual([["heard", 1, stopped]]);
    expect(stopped).toBe(2 * BLOCK + reports[0]!.offset);
    player.resume(1);
    play(2);
    expect(told()[1]).toEqual(["heard", 1, stopped]);
    expect(heard.at(-1)).toBeCloseTo(0.5, 3);
    expect(sounding()).toBeLessThanOrEqual(80 + 2 * BLOCK);
  });

  test("flush is answered once with what was played, and nothing is played after it", () => {
    player.flush(1);
    play(2);
    const { type, samples } = reports[0]!;
    expect(type).toBe("flushed");
    expect(samples).toBeGreaterThanOrEqual(2 * BLOCK);
    expect(samples).toBeLessThanOrEqual(2 * BLOCK + 80);
    const silentFrom = heard.length;
    receive(1, 16_000, 3200);
    player.announce(1, 19_200);
    play(20);
    expect(heard.slice(silentFrom).every((sample) => sample === 0)).toBe(true);
    expect(reports.length).toBe(1);
  });

  test("flush of a paused stream is answered at the place where it paused", () => {
    player.pause(1);
    play(2);
    player.flush(1);
    play(1);
    expect(reports[1]).toMatchObject({ type: "flushed", samples: reports[0]?.samples });
  });

  test("flush of what never came is answered with nothing", () => {
    player.flush(9);
    play(1);
    expect(told()).toContainEqual(["flushed", 9, 0]);
  });

  test("clear falls silent at once and says nothing", () => {
    player.clear();
    receive(1, 16_000, 3200);
    play(20);
    expect(sounding()).toBe(0);
    expect(reports).toEqual([]);
  });
});

test("a stream paused before it began stays silent until it is resumed", () => {
  player.announce(1, undefined);
  player.pause(1);
  receive(1, 0, 3200);
  play(20);
  expect(sounding()).toBe(0);
  expect(reports).toEqual([]);
  player.resume(1);
  play(5);
  expect(told()[0]).toEqual(["heard", 1, 0]);
});

test("a murmur is mixed in and not reported on", () => {
  receive(1, 0, 3200);
  receive(MURMUR_BIT + 1, 0, 3200, 8192);
  player.announce(MURMUR_BIT + 1, 3200);
  play(3);
  expect(heard.at(-1)).toBeCloseTo(0.75, 3);
  expect(reports.every((report) => report.reply === 1)).toBe(true);
});
