// What the page and its headset (the audio worklet) tell each other.
import type { AudioFrame } from "../protocol/frames";
import type { MicrophoneFrame } from "./capture";

export const HEADSET = "readyroom-headset";

/** Page to headset. */
export type HeadsetOrder =
  /** A call begins: the capture clock starts at 0, and the voice has this rate. */
  | { order: "begin"; rate: number }
  | { order: "end" }
  | { order: "mute"; isMuted: boolean }
  | { order: "frame"; frame: AudioFrame }
  | { order: "announce"; stream: number; length: number | undefined }
  | { order: "duck" | "pause" | "resume" | "flush"; reply: number }
  | { order: "clear" }
  /** Send back everything that goes to the loudspeaker, for tests. */
  | { order: "tap" };

/** Headset to page. */
export type HeadsetNews =
  | { news: "microphone"; frame: MicrophoneFrame }
  /** `at`: position of the capture clock. */
  | { news: "played"; type: "heard" | "flushed"; reply: number; samples: number; at: number }
  /** The microphone's level over so many seconds, whether or not it is muted. */
  | { news: "level"; decibels: number; seconds: number }
  | { news: "tapped"; samples: Float32Array };
