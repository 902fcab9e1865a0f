// The headset: microphone and earpiece in one audio worklet, so that both are told in the same clock, to the sample.
import { Capture } from "./capture";
import { HEADSET, type HeadsetNews, type HeadsetOrder } from "./headset_messages";
import { level, rms } from "./levels";
import { Player } from "./player";

/** How often the microphone's level is told, in seconds. */
const LEVEL_EVERY = 0.1;

class HeadsetProcessor extends AudioWorkletProcessor {
  private capture = new Capture(sampleRate);
  private player: Player | null = null;
  private isMuted = false;
  private isTapped = false;
  private heard: number[] = [];

  constructor() {
    super();
    this.port.onmessage = ({ data }: MessageEvent<HeadsetOrder>) => this.obey(data);
  }

  process(inputs: Float32Array[][], outputs: Float32Array[][]): boolean {
    const output = outputs[0]?.[0];
    if (!output) return true;
    const input = inputs[0]?.[0] ?? new Float32Array(output.length);
    this.measure(input);
    if (this.player) this.converse(this.player, input, output);
    if (this.isTapped) this.tell({ news: "tapped", samples: output.slice() });
    for (const channel of outputs[0]?.slice(1) ?? []) channel.set(output);
    return true;
  }

  private converse(player: Player, input: Float32Array, output: Float32Array): void {
    for (const { type, reply, samples, offset } of player.render(output)) {
      this.tell({ news: "played", type, reply, samples, at: this.capture.clock(offset) });
    }
    this.capture.isMuted = this.isMuted;
    for (const frame of this.capture.push(input)) this.tell({ news: "microphone", frame });
  }

  private measure(input: Float32Array): void {
    this.heard.push(rms(input) ** 2);
    const seconds = (this.heard.length * input.length) / sampleRate;
    if (seconds < LEVEL_EVERY) return;
    const power = this.heard.reduce((sum, each) => sum + each, 0) / this.heard.length;
    this.tell({ news: "level", decibels: level(Math.sqrt(power)), seconds });
    this.heard = [];
  }

  private obey(order: HeadsetOrder): void {
    switch (order.order) {
      case "begin":
        this.capture = new Capture(sampleRate);
        this.player = new Player({ voice: order.rate, output: sampleRate });
        return;
      case "end":
        this.player = null;
        return;
      case "mute":
        this.isMuted = order.isMuted;
        return;
      case "frame":
        return this.player?.receive(order.frame);
      case "announce":
        return this.player?.announce(order.stream, order.length);
      case "clear":
        return this.player?.clear();
      case "tap":
        this.isTapped = true;
        return;
      default:
        return this.player?.[order.order](order.reply);
    }
  }

  private tell(news: HeadsetNews): void {
    this.port.postMessage(news);
  }
}

registerProcessor(HEADSET, HeadsetProcessor);
