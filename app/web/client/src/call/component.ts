// <readyroom-call persona scenario customer opens difficulty>: a call from the consent to its end; the brief is slotted.
import { LitElement, html } from "lit";
import { shared } from "../page/styles";
import { FLOOR_LEVEL, SilenceWatch } from "../sound/levels";
import {
  type Device,
  type Microphone,
  MicrophoneError,
  closeMicrophone,
  microphones,
  openMicrophone,
} from "../sound/microphone";
import { type Fault, fault, faultOf, faultOfPage } from "../sound/microphone_faults";
import { thisPage } from "../sound/this_page";
import { checkView, consentView, ringingView } from "./before_views";
import { callStyles } from "./component_styles";
import "./level_meter";
import { liveView, overView } from "./live_view";
import { held, switched } from "./push_to_talk";
import { CallSession } from "./session";
import { type Action, actionOf } from "./shortcuts";
import type { CallState } from "./state";

/** How long the page waits for a call that is over to be filed, in milliseconds. */
const FILING = 10_000;
/** Captions scrolled back by less than this follow the newest line, in pixels. */
const AT_THE_END = 40;

export class ReadyroomCall extends LitElement {
  static override styles = [shared, callStyles];
  static override properties = {
    persona: {},
    scenario: {},
    customer: {},
    opens: {},
    difficulty: {},
    stop: {},
    speech: { type: Number },
    sends: { type: Boolean },
  };
  declare persona: string;
  declare scenario: string;
  declare customer: string;
  declare opens: string;
  declare difficulty: string;
  /** What the trainee may say to end the exercise. */
  declare stop: string;
  /** How much of the trainee's own speech a score needs, in seconds; 0: nobody scores. */
  declare speech: number;
  /** What the trainee says is sent as text to a language model elsewhere. */
  declare sends: boolean;

  readonly session = new CallSession(
    () => this.onChange(),
    (decibels, seconds) => this.onLevel(decibels, seconds),
  );
  devices: Device[] = [];
  fault: Fault | null = null;
  level = FLOOR_LEVEL;
  volume = 1;
  isTyping = false;
  private microphone: Microphone | null = null;
  private isRecorded = true;
  private readonly silence = new SilenceWatch();
  private ticking: ReturnType<typeof setInterval> | undefined;
  private leaving: ReturnType<typeof setTimeout> | undefined;
  private hasLeft = false;
  private readsOn = true;
  private shownPhase = "consent";

  constructor() {
    super();
    this.persona = this.scenario = this.customer = this.stop = "";
    this.speech = 0;
    this.sends = false;
    this.opens = "customer";
    this.difficulty = "normal";
  }

  get state(): CallState {
    return this.session.state;
  }

  get hasMicrophone(): boolean {
    return this.microphone !== null;
  }

  get deviceId(): string {
    return this.microphone?.deviceId ?? "";
  }

  /** Whether this browser can hold a call at all, if only a typed one. */
  get canHoldCalls(): boolean {
    return this.session.hasHeadset;
  }

  /** Seconds since the call was answered. */
  get seconds(): number {
    return this.session.answeredAt === null ? 0 : (performance.now() - this.session.answeredAt) / 1000;
  }

  get replayAddress(): string {
    return `/calls/${encodeURIComponent(this.state.call ?? "")}`;
  }

  async agree(isRecorded: boolean): Promise<void> {
    this.isRecorded = isRecorded;
    this.fault = faultOfPage(thisPage());
    try {
      await this.session.putOnHeadset();
    } catch {
      this.fault ??= fault("unknown");
      return this.requestUpdate();
    }
    await this.tryMicrophone("");
  }

  async tryMicrophone(deviceId: string): Promise<void> {
    closeMicrophone(this.microphone);
    this.microphone = null;
    this.silence.reset();
    try {
      this.microphone = await openMicrophone(deviceId, () => this.loseMicrophone());
      this.fault = null;
    } catch (error) {
      this.fault = error instanceof MicrophoneError ? error.fault : faultOf(error);
    }
    this.session.listenTo(this.microphone?.stream ?? null);
    await this.listDevices();
  }

  dial(takeOver = false): void {
    const order = {
      persona: `${this.persona}/${this.scenario}`,
      difficulty: this.difficulty,
      recorded: this.isRecorded,
    };
    void this.session.dial(order, takeOver);
  }

  dialTyping(): void {
    closeMicrophone(this.microphone);
    this.microphone = null;
    this.fault = null;
    this.session.listenTo(null);
    this.isTyping = true;
    this.dial();
  }

  say(text: string): void {
    this.session.say(text);
  }

  setVolume(volume: number): void {
    this.volume = volume;
    this.session.setVolume(volume);
  }

  dismissProblem(): void {
    this.session.dismissProblem();
  }

  act(action: Action): void {
    if (action === "mute") this.session.setMuted(!this.session.isMuted);
    if (action === "push-to-talk") this.session.setPushToTalk(switched(!this.session.pushToTalk.isOn));
    if (action === "hang-up") this.session.hangUp();
    if (action === "type") void this.type(!this.isTyping);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.addEventListener("keydown", this.onKey);
    this.addEventListener("keyup", this.onKey);
    window.addEventListener("blur", this.letGo);
    navigator.mediaDevices?.addEventListener("devicechange", this.listDevices);
    this.ticking = setInterval(() => this.state.phase === "live" && this.requestUpdate(), 500);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.removeEventListener("keydown", this.onKey);
    this.removeEventListener("keyup", this.onKey);
    window.removeEventListener("blur", this.letGo);
    navigator.mediaDevices?.removeEventListener("devicechange", this.listDevices);
    clearInterval(this.ticking);
    clearTimeout(this.leaving);
    closeMicrophone(this.microphone);
    void this.session.leave();
  }

  override render() {
    return html`${this.phaseView()}<slot></slot>`;
  }

  protected override willUpdate(): void {
    const captions = this.renderRoot.querySelector?.(".captions");
    this.readsOn = !captions || captions.scrollHeight - captions.scrollTop - captions.clientHeight < AT_THE_END;
  }

  protected override updated(): void {
    const captions = this.renderRoot.querySelector(".captions");
    if (captions && this.readsOn) captions.scrollTop = captions.scrollHeight;
    if (this.shownPhase === this.state.phase) return;
    const isSame = this.shownPhase === "away" || this.state.phase === "away";
    this.shownPhase = this.state.phase;
    if (isSame) return;
    this.renderRoot.querySelector<HTMLElement>("#title")?.focus({ preventScroll: true });
    // On a phone the whole of it, with the buttons at its foot, must be in sight.
    this.renderRoot.querySelector("section")?.scrollIntoView({ block: "nearest" });
  }

  private phaseView() {
    const views = {
      consent: consentView,
      check: checkView,
      ringing: ringingView,
      live: liveView,
      away: liveView,
      over: overView,
    };
    return views[this.state.phase](this);
  }

  private onChange(): void {
    this.requestUpdate();
    if (this.state.phase !== "over" || this.state.call === null || this.hasLeft) return;
    if (this.session.isClosed) this.lookBack();
    else this.leaving ??= setTimeout(() => this.lookBack(), FILING);
  }

  /** Go to the call's own page; whoever listens to `readyroom-over` may prevent it. */
  private lookBack(): void {
    clearTimeout(this.leaving);
    this.hasLeft = true;
    closeMicrophone(this.microphone);
    const over = new CustomEvent("readyroom-over", {
      detail: { call: this.state.call },
      bubbles: true,
      cancelable: true,
    });
    if (this.dispatchEvent(over)) location.assign(this.replayAddress);
  }

  private onLevel(decibels: number, seconds: number): void {
    this.level = decibels;
    const isListening = this.state.phase !== "check" && this.state.floor === "customer";
    const isSilent =
      this.hasMicrophone && this.silence.observe(decibels, isListening ? 0 : seconds) && !this.session.isMuted;
    if (isSilent) this.fault ??= fault("silent");
    else if (this.fault?.code === "silent") this.fault = null;
    if (this.state.phase === "check" || this.state.phase === "live") this.requestUpdate();
  }

  private loseMicrophone(): void {
    this.microphone = null;
    this.fault = fault("gone");
    this.session.listenTo(null);
    void this.listDevices();
  }

  private readonly listDevices = async (): Promise<void> => {
    this.devices = navigator.mediaDevices ? await microphones() : [];
    this.requestUpdate();
  };

  private async type(isTyping: boolean): Promise<void> {
    this.isTyping = isTyping;
    this.requestUpdate();
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(isTyping ? "#text" : "#title")?.focus();
  }

  /** Another window has the keyboard: its keys are not let go here. */
  private readonly letGo = (): void => this.session.setPushToTalk(held(this.session.pushToTalk, false));

  private readonly onKey = (event: KeyboardEvent): void => {
    const target = (event.composedPath()[0] as Element | undefined)?.tagName ?? "";
    const { key, shiftKey, ctrlKey, altKey, metaKey } = event;
    const action = actionOf({ key, shiftKey, ctrlKey, altKey, metaKey, target });
    if (!action || (this.state.phase !== "live" && this.state.phase !== "away")) return;
    if (action === "talk" && !this.session.pushToTalk.isOn) return;
    event.preventDefault();
    if (event.repeat) return;
    if (action === "talk") this.session.setPushToTalk(held(this.session.pushToTalk, event.type === "keydown"));
    else if (event.type === "keydown") this.act(action);
  };
}

customElements.define("readyroom-call", ReadyroomCall);
