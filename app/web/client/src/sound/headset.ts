// The headset as the page sees it: one audio context, one worklet, and the way to the loudspeaker.
//
// The sound goes through a MediaStreamAudioDestinationNode into an <audio> element. Chrome's echo canceller takes as its
// reference what the browser plays (the whole of it since "Chrome-wide echo cancellation", before that media elements),
// Firefox's takes the output of its audio graph, which a MediaStream in a media element belongs to, and Safari's the
// device's. A loopback RTCPeerConnection, the older workaround, was left out: its codec and jitter buffer stretch time,
// and what was heard could no longer be told to the sample.
import workletAddress from "./headset.worklet?worker&url";
import { HEADSET, type HeadsetNews, type HeadsetOrder } from "./headset_messages";
import { type Tap, offerTap } from "./tap";

export class Headset {
  private source: MediaStreamAudioSourceNode | null = null;

  private constructor(
    readonly context: AudioContext,
    private readonly node: AudioWorkletNode,
    private readonly gain: GainNode,
    private readonly speaker: HTMLAudioElement | null,
    private readonly tap: Tap | null,
  ) {}

  /** Put the headset on; must follow a tap or a click. `hear` is told everything that comes from it. */
  static async open(hear: (news: HeadsetNews) => void): Promise<Headset> {
    const context = new AudioContext({ latencyHint: "interactive" });
    await context.audioWorklet.addModule(workletAddress);
    const node = new AudioWorkletNode(context, HEADSET, {
      outputChannelCount: [1],
      channelCount: 1,
      channelCountMode: "explicit",
    });
    const gain = context.createGain();
    node.connect(gain);
    const tap = offerTap(context, gain);
    node.port.onmessage = ({ data }: MessageEvent<HeadsetNews>) =>
      data.news === "tapped" ? tap?.take(data.samples) : hear(data);
    const headset = new Headset(context, node, gain, await toLoudspeaker(context, gain), tap);
    if (tap) headset.order({ order: "tap" });
    document.addEventListener("visibilitychange", headset.wake);
    await context.resume();
    return headset;
  }

  /** Listen to another microphone; null: to none (the capture clock goes on, with silence). */
  listenTo(stream: MediaStream | null): void {
    this.source?.disconnect();
    this.source = stream && this.context.createMediaStreamSource(stream);
    this.source?.connect(this.node);
  }

  order(order: HeadsetOrder): void {
    this.tap?.note(order);
    this.node.port.postMessage(order);
  }

  /** `volume`: 0 to 1. */
  setVolume(volume: number): void {
    this.gain.gain.setTargetAtTime(volume, this.context.currentTime, 0.02);
  }

  /** Ring for so many seconds: two tones at once in short bursts, as telephones do. */
  async ring(seconds: number): Promise<void> {
    const start = this.context.currentTime + 0.05;
    const bell = this.context.createGain();
    bell.gain.value = 0;
    bell.connect(this.gain);
    const bursts = [start, start + seconds * 0.55];
    for (const burst of bursts) {
      bell.gain.setTargetAtTime(0.12, burst, 0.01);
      bell.gain.setTargetAtTime(0, burst + seconds * 0.35, 0.02);
    }
    const tones = [400, 450].map((frequency) => new OscillatorNode(this.context, { frequency }));
    for (const tone of tones) {
      tone.connect(bell);
      tone.start(start);
      tone.stop(start + seconds);
    }
    // By the wall clock: the context's own stands still where the sound is asleep.
    await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
    bell.disconnect();
  }

  async close(): Promise<void> {
    document.removeEventListener("visibilitychange", this.wake);
    this.listenTo(null);
    this.speaker?.pause();
    await this.context.close();
  }

  /** A phone puts the sound to sleep when another call comes in or the page is hidden. */
  private readonly wake = (): void => {
    if (document.visibilityState === "visible" && this.context.state !== "closed") void this.context.resume();
  };
}

/** Play through an <audio> element; where that is refused, straight to the loudspeaker. */
async function toLoudspeaker(context: AudioContext, sound: AudioNode): Promise<HTMLAudioElement | null> {
  const destination = context.createMediaStreamDestination();
  sound.connect(destination);
  const speaker = new Audio();
  speaker.srcObject = destination.stream;
  try {
    await speaker.play();
    return speaker;
  } catch {
    sound.disconnect(destination);
    sound.connect(context.destination);
    return null;
  }
}
