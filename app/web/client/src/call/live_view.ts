// What the call shows while it is on: the floor, the captions, and the trainee's controls.
import { html, nothing } from "lit";
import { newestWhole, speaker } from "./captions";
import type { ReadyroomCall } from "./component";
import { faultView, devicesView, problemView } from "./before_views";
import { clock, endingText, floorText, stopText } from "./formatting";
import { MAX_TYPED } from "../protocol/messages";
import { held } from "./push_to_talk";
import { SHORTCUTS } from "./shortcuts";

export function liveView(call: ReadyroomCall) {
  return html`
    <section class="card live" aria-labelledby="title">
      <div class="row status">
        <h2 id="title" tabindex="-1">${call.customer}</h2>
        <span class="quiet">${call.state.isRecorded ? "Recorded" : "Not recorded"}</span>
        <span class="time" role="timer" aria-label="Time in the call">${clock(call.seconds)}</span>
      </div>
      <p class="floor" data-floor=${call.state.floor}>${floorView(call)}</p>
      ${problemView(call)} ${faultView(call)} ${captionsView(call)}
      ${call.isTyping ? typingView(call) : nothing} ${controlsView(call)}
      ${call.stop ? html`<p class="quiet stop">${stopText(call.stop)}</p>` : nothing} ${settingsView(call)}
    </section>
  `;
}

export function overView(call: ReadyroomCall) {
  return html`
    <section class="card" aria-labelledby="title">
      <h2 id="title" tabindex="-1">The call is over</h2>
      ${problemView(call)}
      <p>${endingText(call.state.endedBy, call.customer)}</p>
      ${
        call.state.call
          ? html`<p>Your call is being saved …</p>
            <p><a href=${call.replayAddress}>Look back on your call</a></p>`
          : nothing
      }
    </section>
  `;
}

function floorView(call: ReadyroomCall): string {
  if (call.session.isHangingUp) return "Hanging up …";
  if (call.state.phase === "away") return "The line dropped. Trying to come back …";
  return floorText(call.state.floor, call.customer);
}

function captionsView(call: ReadyroomCall) {
  const { customer } = call;
  const lines = call.state.captions;
  const onTheWay = call.session.typedOnTheWay;
  return html`
    <div class="captions" tabindex="0" role="group" aria-label="Captions">
      ${lines.length + onTheWay.length === 0 ? html`<p class="quiet">What you both say will appear here.</p>` : nothing}
      ${lines.map(
        ({ side, text, isFinal }) => html`
          <p class="line ${side} ${isFinal ? "whole" : "partial"}">
            <span class="who">${speaker(side, customer)}</span> ${text}
          </p>
        `,
      )}
      ${onTheWay.map(
        (text) => html`<p class="line trainee sending"><span class="who">You, sending …</span> ${text}</p>`,
      )}
    </div>
    <p class="out-of-sight" aria-live="polite">${newestWhole(lines, customer)}</p>
  `;
}

function typingView(call: ReadyroomCall) {
  const send = (event: Event) => {
    event.preventDefault();
    const field = (event.target as HTMLFormElement).elements.namedItem("text") as HTMLInputElement;
    if (field.value.trim()) call.say(field.value.trim());
    field.value = "";
  };
  return html`
    <form class="row typing" @submit=${send}>
      <label for="text" class="out-of-sight">What you say</label>
      <input id="text" name="text" type="text" maxlength=${MAX_TYPED} autocomplete="off" placeholder="Type what you say" />
      <button class="main">Say it</button>
    </form>
  `;
}

function controlsView(call: ReadyroomCall) {
  const { pushToTalk } = call.session;
  return html`
    <div class="row controls">
      ${pushToTalk.isOn ? talkButton(call) : nothing} ${call.hasMicrophone ? muteButton(call) : nothing}
      <button aria-pressed=${call.isTyping} @click=${() => call.act("type")}>Type</button>
      <button class="danger" @click=${() => call.act("hang-up")}>Hang up</button>
    </div>
  `;
}

function muteButton(call: ReadyroomCall) {
  const { isMuted } = call.session;
  return html`<button aria-pressed=${isMuted} @click=${() => call.act("mute")}>${isMuted ? "Muted" : "Mute"}</button>`;
}

function talkButton(call: ReadyroomCall) {
  const { pushToTalk } = call.session;
  const hold = (isHeld: boolean) => () => call.session.setPushToTalk(held(call.session.pushToTalk, isHeld));
  const key = (isHeld: boolean) => (event: KeyboardEvent) => {
    if (event.key !== " " && event.key !== "Enter") return;
    event.preventDefault();
    if (!event.repeat) hold(isHeld)();
  };
  return html`
    <button
      class="main talk"
      aria-pressed=${pushToTalk.isHeld}
      @pointerdown=${hold(true)}
      @pointerup=${hold(false)}
      @pointerleave=${hold(false)}
      @pointercancel=${hold(false)}
      @contextmenu=${(event: Event) => event.preventDefault()}
      @keydown=${key(true)}
      @keyup=${key(false)}
      @blur=${hold(false)}
    >
      ${pushToTalk.isHeld ? "Speak now" : "Hold to talk"}
    </button>
  `;
}

function settingsView(call: ReadyroomCall) {
  const volume = (event: Event) => call.setVolume(Number((event.target as HTMLInputElement).value) / 100);
  return html`
    <details>
      <summary>Sound and keys</summary>
      <p>
        <label for="volume">Volume</label><br />
        <input id="volume" type="range" min="0" max="100" .value=${String(Math.round(call.volume * 100))} @input=${volume} />
      </p>
      ${call.hasMicrophone ? microphoneView(call) : nothing}
      <p class="quiet">Keys, while the focus is in the call:</p>
      <dl>
        ${SHORTCUTS.map(({ label, text }) => html`<div><dt><kbd>${label}</kbd></dt><dd>${text}</dd></div>`)}
      </dl>
    </details>
  `;
}

function microphoneView(call: ReadyroomCall) {
  const { pushToTalk } = call.session;
  return html`
    <readyroom-level .decibels=${call.level}></readyroom-level>
    ${devicesView(call)}
    <p><button aria-pressed=${pushToTalk.isOn} @click=${() => call.act("push-to-talk")}>Push-to-talk</button></p>
  `;
}
