// One call from the order to its end: the headset, the line and the state of the page, bound together.
import { api, type Order, RefusedError } from "../line/api";
import { Line } from "../line/line";
import { browserWorld } from "../line/world";
import type { AudioFrame } from "../protocol/frames";
import { MICROPHONE } from "../protocol/frames";
import type { ClientMessage, ErrorTold, ServerMessage } from "../protocol/messages";
import { Headset } from "../sound/headset";
import type { HeadsetNews } from "../sound/headset_messages";
import { FLOOR_LEVEL } from "../sound/levels";
import { OPEN_MICROPHONE, type PushToTalk, talkMessage } from "./push_to_talk";
import { after, afterClose, afterDrop, type CallState, FRESH } from "./state";
import { Wakefulness } from "./wakefulness";

/** How long it rings, in seconds. */
const RINGING = 1.6;

export class CallSession {
  state: CallState = FRESH;
  isMuted = false;
  pushToTalk: PushToTalk = OPEN_MICROPHONE;
  /** When the call was answered, in milliseconds of `performance.now()`. */
  answeredAt: number | null = null;
  /** The server has filed the call and let go of the line, or the line is lost for good. */
  isClosed = false;
  /** The trainee wants to hang up, and the server has not ended the call yet. */
  isHangingUp = false;
  private headset: Headset | null = null;
  private line: Line | null = null;
  private readonly wakefulness = new Wakefulness();

  /** `changed`: called after each change; `onLevel`: the microphone's level, ten times a second. */
  constructor(
    private readonly changed: () => void,
    private readonly onLevel: (decibels: number, seconds: number) => void,
  ) {}

  /** The trainee has agreed to the call. Must follow a click. */
  async putOnHeadset(): Promise<void> {
    this.set({ ...this.state, phase: "check" });
    this.headset ??= await Headset.open((news) => this.hear(news));
  }

  /** Whether there is sound: without it no call can be held, not even a typed one. */
  get hasHeadset(): boolean {
    return this.headset !== null;
  }

  listenTo(stream: MediaStream | null): void {
    this.headset?.listenTo(stream);
    if (stream === null) this.onLevel(FLOOR_LEVEL, 0);
  }

  /** Ring, and begin the call. */
  async dial(order: Order, takeOver = false): Promise<void> {
    this.isClosed = this.isHangingUp = false;
    this.set({ ...this.state, phase: "ringing", problem: null });
    try {
      const [ticket] = await Promise.all([api.order(order), this.headset?.ring(RINGING)]);
      this.line = new Line(browserWorld, {
        message: (message) => this.take(message),
        audio: (frame) => this.headset?.order({ order: "frame", frame }),
        dropped: () => this.onDropped(),
        closed: (error) => this.onClosed(error),
      });
      this.line.dial(ticket, takeOver);
    } catch (error) {
      const { code, message } = error instanceof RefusedError ? error : new RefusedError("unknown", String(error), 0);
      this.set({ ...this.state, phase: "check", problem: { code, text: message, offersTakeOver: false } });
    }
  }

  /** While the line is down this waits until it is back. */
  hangUp(): void {
    if (this.isHangingUp) return;
    this.isHangingUp = true;
    this.tell({ type: "hang_up" });
    this.changed();
  }

  /** While the line is down this waits until it is back. */
  say(text: string): void {
    this.tell({ type: "say", text });
    this.changed();
  }

  /** Typed turns that the server is not known to have heard. */
  get typedOnTheWay(): string[] {
    return this.line?.typedOnTheWay ?? [];
  }

  setMuted(isMuted: boolean): void {
    this.isMuted = isMuted;
    this.openOrCloseMicrophone();
  }

  setPushToTalk(next: PushToTalk): void {
    const message = talkMessage(this.pushToTalk, next);
    this.pushToTalk = next;
    if (message) this.tell(message);
    this.openOrCloseMicrophone();
  }

  /** `volume`: 0 to 1. */
  setVolume(volume: number): void {
    this.headset?.setVolume(volume);
  }

  dismissProblem(): void {
    this.set({ ...this.state, problem: null });
  }

  /** The page is being left: nothing may go on sounding. */
  async leave(): Promise<void> {
    this.wakefulness.end();
    this.line?.close();
    const headset = this.headset;
    this.headset = null;
    await headset?.close();
  }

  private set(state: CallState): void {
    this.state = state;
    this.changed();
  }

  private tell(message: ClientMessage): void {
    this.line?.tell(message);
  }

  private openOrCloseMicrophone(): void {
    const isClosed = this.isMuted || (this.pushToTalk.isOn && !this.pushToTalk.isHeld);
    this.headset?.order({ order: "mute", isMuted: isClosed });
    this.changed();
  }

  private hear(news: HeadsetNews): void {
    if (news.news === "level") {
      this.onLevel(news.decibels, news.seconds);
    } else if (news.news === "microphone") {
      const frame: AudioFrame = { stream: MICROPHONE, ...news.frame };
      this.line?.sendAudio(frame);
    } else if (news.news === "played") {
      const { type, reply, samples, at } = news;
      this.tell({ type, reply, samples, at });
    }
  }

  private take(message: ServerMessage): void {
    switch (message.type) {
      case "started":
        this.begin(message.rate, message.resumed);
        break;
      case "play":
        this.headset?.order({ order: "announce", stream: message.stream, length: message.samples });
        break;
      case "duck":
      case "pause":
      case "resume":
      case "flush":
        this.headset?.order({ order: message.type, reply: message.reply });
        break;
      case "ended":
        this.wakefulness.end();
        break;
      default:
        break;
    }
    this.set(after(this.state, message));
  }

  private begin(rate: number, isResumed: boolean): void {
    if (isResumed) {
      this.headset?.order({ order: "clear" });
      if (this.pushToTalk.isOn) this.tell({ type: "talk", state: this.pushToTalk.isHeld ? "held" : "released" });
      return;
    }
    this.answeredAt = performance.now();
    this.headset?.order({ order: "begin", rate });
    if (this.pushToTalk.isOn) this.tell({ type: "talk", state: "released" });
    this.wakefulness.begin();
  }

  /** The server lets go of what was under way, so the page falls silent too. */
  private onDropped(): void {
    this.headset?.order({ order: "clear" });
    this.set(afterDrop(this.state));
  }

  private onClosed(error: ErrorTold | null): void {
    this.wakefulness.end();
    this.headset?.order({ order: "end" });
    this.line = null;
    this.isClosed = true;
    this.set(afterClose(this.state, error));
  }
}
