// A tap on the loudspeaker for tests: only where the page holds an object `window.readyroomTap` before the call.
import type { HeadsetOrder } from "./headset_messages";
import { level, rms } from "./levels";

declare global {
  interface Window {
    readyroomTap?: object;
  }
}

export interface Tap {
  take(samples: Float32Array): void;
  note(order: HeadsetOrder): void;
}

/** What a test finds in `window.readyroomTap` once the headset is on. */
interface Offered {
  /** Samples per second of `sound`. */
  rate: number;
  /** What the worklet gave to the loudspeaker since it began, whole (before the volume). */
  sound(): Float32Array;
  /** The level of what leaves for the loudspeaker now (after the volume), in dBFS. */
  level(): number;
  /** Orders given to the player (all but sound), each with the position in `sound` where it was given. */
  orders: { order: string; reply?: number; at: number }[];
}

export function offerTap(context: AudioContext, sound: AudioNode): Tap | null {
  if (typeof window.readyroomTap !== "object") return null;
  const analyser = new AnalyserNode(context, { fftSize: 2048 });
  sound.connect(analyser);
  const window_ = new Float32Array(analyser.fftSize);
  const blocks: Float32Array[] = [];
  let taken = 0;
  const offered: Offered = {
    rate: context.sampleRate,
    sound: () => joined(blocks, taken),
    level: () => {
      analyser.getFloatTimeDomainData(window_);
      return level(rms(window_));
    },
    orders: [],
  };
  Object.assign(window.readyroomTap, offered);
  return {
    take: (samples) => {
      blocks.push(samples);
      taken += samples.length;
    },
    note: (order) => {
      if (order.order === "frame") return;
      offered.orders.push({ order: order.order, ...("reply" in order && { reply: order.reply }), at: taken });
    },
  };
}

function joined(blocks: Float32Array[], length: number): Float32Array {
  const whole = new Float32Array(length);
  let at = 0;
  for (const block of blocks) {
    whole.set(block, at);
    at += block.length;
  }
  return whole;
}
