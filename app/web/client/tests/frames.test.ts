import { describe, expect, test } from "vitest";
import { MURMUR_BIT, isMurmur, pack, unpack } from "../src/protocol/frames";
import { read } from "../src/protocol/messages";

describe("binary frames", () => {
  test("come out as they went in, little-endian behind an 8-byte header", () => {
    const frame = { stream: 7, firstSample: 320, samples: Int16Array.of(0, 1, -1, 32_767, -32_768) };
    const data = pack(frame);
    expect([...new Uint8Array(data).slice(0, 12)]).toEqual([7, 0, 0, 0, 64, 1, 0, 0, 0, 0, 1, 0]);
    expect(unpack(data)).toEqual(frame);
  });

  test("that hold no whole samples are refused", () => {
    expect(() => unpack(new ArrayBuffer(8))).toThrow(RangeError);
    expect(() => unpack(new ArrayBuffer(11))).toThrow(RangeError);
  });

  test("of a murmur are told by the highest bit of their stream", () => {
    expect(isMurmur(MURMUR_BIT + 1)).toBe(true);
    expect(isMurmur(1)).toBe(false);
    expect(unpack(pack({ stream: MURMUR_BIT + 1, firstSample: 0, samples: Int16Array.of(1) })).stream).toBe(
      2_147_483_649,
    );
  });
});

test("a message that this page does not know is no message", () => {
  expect(read('{"type":"floor","floor":"open","seq":3}')).toEqual({ type: "floor", floor: "open", seq: 3 });
  expect(read('{"type":"surprise"}')).toBeNull();
  expect(read("[]")).toBeNull();
});
