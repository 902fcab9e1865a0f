import { describe, expect, test } from "vitest";
import { Capture, FRAME } from "../src/sound/capture";
import { rms } from "../src/sound/levels";
import { Resampler } from "../src/sound/resampler";

const PAIRS = [
  [48_000, 16_000],
  [44_100, 16_000],
  [16_000, 48_000],
  [22_050, 48_000],
  [22_050, 44_100],
  [96_000, 16_000],
] as const;

function tone(frequency: number, rate: number, seconds: number): Float32Array {
  const length = Math.round(rate * seconds);
  return Float32Array.from({ length }, (_, index) => 0.5 * Math.sin((2 * Math.PI * frequency * index) / rate));
}

/** Resample in audio-worklet blocks of 128. */
function inBlocks(from: number, to: number, sound: Float32Array): Float32Array {
  const resampler = new Resampler(from, to);
  const pieces: number[] = [];
  for (let at = 0; at < sound.length; at += 128) pieces.push(...resampler.push(sound.subarray(at, at + 128)));
  return Float32Array.from(pieces);
}

describe.each(PAIRS)("from %i to %i", (from, to) => {
  test("the count is exact", () => {
    expect(inBlocks(from, to, tone(440, from, 1)).length).toBe(to);
  });

  test("a tone stays what it is, within a thousandth", () => {
    const { delay } = new Resampler(from, to);
    const output = inBlocks(from, to, tone(1000, from, 0.5));
    const skip = Math.ceil((delay * 2 * to) / from);
    const expected = output.map((_, index) => 0.5 * Math.sin(2 * Math.PI * 1000 * (index / to - delay / from)));
    const error = output.map((sample, index) => sample - (expected[index] ?? 0)).slice(skip);
    expect(rms(error)).toBeLessThan(0.0005);
  });

  test("block by block is the same as at once", () => {
    const sound = tone(700, from, 0.1);
    expect(inBlocks(from, to, sound)).toEqual(new Resampler(from, to).push(sound));
  });
});

test("what 16 kHz cannot hold is taken out by 60 dB, not folded back", () => {
  const output = inBlocks(48_000, 16_000, tone(11_000, 48_000, 0.5)).slice(200);
  expect(20 * Math.log10(rms(output) / rms(tone(11_000, 48_000, 0.5)))).toBeLessThan(-60);
});

describe("the microphone", () => {
  test("comes in frames of 20 ms without a gap", () => {
    const capture = new Capture(44_100);
    const frames = Array.from({ length: 345 }, () => capture.push(new Float32Array(128))).flat();
    expect(frames.map((frame) => frame.firstSample)).toEqual(frames.map((_, index) => index * FRAME));
    expect(frames.length).toBe(Math.floor((345 * 128 * 16_000) / 44_100 / FRAME));
  });

  test("sends silence while it is muted, and its clock goes on", () => {
    const capture = new Capture(48_000);
    capture.isMuted = true;
    const frames = capture.push(tone(440, 48_000, 0.1));
    expect(frames.length).toBe(5);
    expect(frames.every((frame) => frame.samples.every((sample) => sample === 0))).toBe(true);
    expect(capture.clock()).toBe(1600);
    expect(capture.clock(48)).toBe(1616);
  });
});
