// <readyroom-replay call customer>: a call looked back on: recording, transcript, the customer's mind and the score.
import { LitElement, html, nothing } from "lit";
import { RefusedError, api, recordingAddress } from "../line/api";
import { shared } from "../page/styles";
import { clock } from "../call/formatting";
import { replayStyles } from "./component_styles";
import { CLOCK_RATE, type CallRecord, seconds } from "./record";
import type { Retelling } from "./retelling";
import { type ScoringState, nextLook } from "./scorecard";
import { scorecardView } from "./scorecard_view";
import { type Moment, asWords, momentAt } from "./track";
import { transcriptView } from "./transcript_view";
import { type Waveform, drawWaveform } from "./waveform";

export class ReadyroomReplay extends LitElement {
  static override styles = [shared, replayStyles];
  static override properties = { call: {}, customer: {} };
  declare call: string;
  /** The customer's name; without it the persona's id is shown. */
  declare customer: string;

  record: CallRecord | null = null;
  retelling: Retelling = {};
  moment: Moment = { turn: null, word: null };
  scoring: ScoringState | null = null;
  scoringFault = "";
  canListen = false;
  private fault = "";
  private time = 0;
  private duration = 0;
  private isPlaying = false;
  private waveform: Waveform | null = null;
  private looking: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.call = this.customer = "";
  }

  get customerName(): string {
    return this.customer || asWords(this.record?.persona ?? "The customer");
  }

  get isScoring(): boolean {
    return this.scoring?.status === "queued" || this.scoring?.status === "running";
  }

  /** Play from a sample of the capture clock. */
  listen(sample: number): void {
    this.waveform?.playFrom(seconds(sample));
  }

  /** Bring a turn into view. */
  show(turn: number): void {
    const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const behavior = isCalm ? "auto" : "smooth";
    this.renderRoot.querySelector(`#turn-${turn}`)?.scrollIntoView({ block: "center", behavior });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.load();
    void this.look(0);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.looking);
    this.waveform?.destroy();
  }

  override render() {
    return html`
      ${this.fault ? html`<p class="notice" role="alert">${this.fault}</p>` : nothing}
      <div class="layout">
        ${this.playerView()} ${scorecardView(this)}
        <section class="card" aria-labelledby="transcript-title">
          <h2 id="transcript-title">What was said</h2>
          ${this.record ? transcriptView(this) : html`<p class="quiet">Loading …</p>`}
        </section>
        <div class="beside">${this.deletionView()}</div>
      </div>
    `;
  }

  private playerView() {
    if (!this.record) return nothing;
    if (!this.record.recording)
      return html`<p class="card quiet">This call was not recorded: there is no sound to hear.</p>`;
    return html`
      <section class="card player" aria-label="Recording">
        <div class="waveform"></div>
        <div class="row legend">
          <button class="main" ?disabled=${!this.canListen} @click=${() => this.waveform?.toggle()}>
            ${this.isPlaying ? "Pause" : "Play"}
          </button>
          <span>${clock(this.time)} / ${clock(this.duration)}</span>
          <span class="row sides">
            <span class="swatch">You</span><span class="swatch customer">${this.customerName}</span>
          </span>
        </div>
      </section>
    `;
  }

  private deletionView() {
    const dialog = () => this.renderRoot.querySelector("dialog");
    return html`
      <p><button @click=${() => dialog()?.showModal()}>Delete my call</button></p>
      <dialog aria-labelledby="delete-title">
        <h2 id="delete-title">Delete this call?</h2>
        <p>The recording, the transcript and the score are erased for good.</p>
        <div class="row">
          <button class="danger" @click=${() => this.erase()}>Delete for good</button>
          <button @click=${() => dialog()?.close()}>Keep it</button>
        </div>
      </dialog>
    `;
  }

  private async load(): Promise<void> {
    try {
      [this.record, this.retelling] = await Promise.all([api.record(this.call), api.retelling(this.call)]);
    } catch (error) {
      this.fault = sentence(error);
    }
    this.requestUpdate();
    await this.updateComplete;
    const parent = this.renderRoot.querySelector<HTMLElement>(".waveform");
    if (!parent || !this.isConnected) return;
    this.waveform = drawWaveform(parent, recordingAddress(this.call), {
      at: (time) => this.follow(time),
      playing: (isPlaying) => this.set(() => (this.isPlaying = isPlaying)),
      ready: (duration) => this.set(() => ([this.duration, this.canListen] = [duration, true])),
      failed: () => this.set(() => (this.fault = "The recording could not be loaded.")),
    });
  }

  /** Bring the transcript in step with the recording. */
  private follow(time: number): void {
    const moment = momentAt(this.record?.turns ?? [], Math.round(time * CLOCK_RATE));
    const isNew = moment.turn !== this.moment.turn && moment.turn !== null;
    this.set(() => ([this.time, this.moment] = [time, moment]));
    if (isNew && this.isPlaying && moment.turn !== null) this.show(moment.turn);
  }

  /** Look how far the score is, and again later while there is none. */
  private async look(attempt: number): Promise<void> {
    try {
      this.scoring = await api.scoring(this.call);
      this.scoringFault = "";
    } catch (error) {
      this.scoringFault = sentence(error);
      if (error instanceof RefusedError && error.status >= 400 && error.status < 500) return this.requestUpdate();
    }
    this.requestUpdate();
    const pause = nextLook(attempt);
    const isDone = this.scoring !== null && !this.isScoring;
    if (isDone || pause === null || !this.isConnected) return;
    this.looking = setTimeout(() => void this.look(attempt + 1), pause * 1000);
  }

  private async erase(): Promise<void> {
    this.renderRoot.querySelector("dialog")?.close();
    try {
      await api.erase(this.call);
      location.assign("/");
    } catch (error) {
      this.set(() => (this.fault = sentence(error)));
    }
  }

  private set(change: () => void): void {
    change();
    this.requestUpdate();
  }
}

function sentence(error: unknown): string {
  return error instanceof RefusedError ? error.message : "Something went wrong on this page. Reload it.";
}

customElements.define("readyroom-replay", ReadyroomReplay);
