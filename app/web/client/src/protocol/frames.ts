// Binary frames of the call protocol: an 8-byte little-endian header (u32 stream, u32 first sample), then PCM16 mono.

export const HEADER_BYTES = 8;
/** Stream number of what the trainee says. */
export const MICROPHONE = 0;
/** Set in the stream number of a murmur, so that it is never a reply's. */
export const MURMUR_BIT = 0x8000_0000;
/** Samples per second of the capture clock. */
export const CAPTURE_RATE = 16_000;

export interface AudioFrame {
  stream: number;
  /** Position in the stream; for the microphone, on the capture clock. */
  firstSample: number;
  samples: Int16Array;
}

export function isMurmur(stream: number): boolean {
  return (stream & MURMUR_BIT) !== 0;
}

export function pack(frame: AudioFrame): ArrayBuffer {
  const data = new ArrayBuffer(HEADER_BYTES + frame.samples.length * 2);
  const view = new DataView(data);
  view.setUint32(0, frame.stream, true);
  view.setUint32(4, frame.firstSample, true);
  frame.samples.forEach((sample, index) => view.setInt16(HEADER_BYTES + index * 2, sample, true));
  return data;
}

/** Return the frame in these bytes; throws `RangeError` if it is none. */
export function unpack(data: ArrayBuffer): AudioFrame {
  const body = data.byteLength - HEADER_BYTES;
  if (body <= 0 || body % 2) throw new RangeError("a frame is an 8-byte header and then whole 16-bit samples");
  const view = new DataView(data);
  const samples = Int16Array.from({ length: body / 2 }, (_, index) => view.getInt16(HEADER_BYTES + index * 2, true));
  return { stream: view.getUint32(0, true), firstSample: view.getUint32(4, true), samples };
}
