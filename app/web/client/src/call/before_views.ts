// What the call shows before it begins: the consent, the microphone check, the ringing.
import { html, nothing } from "lit";
import type { ReadyroomCall } from "./component";
import { DIFFICULTIES, keepingText, scoreText, stopText } from "./formatting";

export function consentView(call: ReadyroomCall) {
  return html`
    <section class="card" aria-labelledby="title">
      <h2 id="title" tabindex="-1">Before you begin</h2>
      <p>You will be talking with a simulated customer, and the call is recorded.</p>
      <p class="quiet">
        ${keepingText(call.sends)} You can delete them after the call. Without recording, the words are kept for your
        score, the sound is not.
      </p>
      ${difficultyView(call)}
      <div class="row">
        <button class="main" @click=${() => call.agree(true)}>Fine</button>
        <button @click=${() => call.agree(false)}>Practise without recording</button>
      </div>
      <p class="after">${stopText(call.stop)} ${scoreText(call.speech)}</p>
    </section>
  `;
}

function difficultyView(call: ReadyroomCall) {
  const choose = (event: Event) => (call.difficulty = (event.target as HTMLSelectElement).value);
  return html`
    <p>
      <label for="difficulty">Difficulty</label><br />
      <select id="difficulty" @change=${choose}>
        ${DIFFICULTIES.map(
          ([id, text]) => html`<option value=${id} ?selected=${id === call.difficulty}>${text}</option>`,
        )}
      </select>
    </p>
  `;
}

export function checkView(call: ReadyroomCall) {
  return html`
    <section class="card" aria-labelledby="title">
      <h2 id="title" tabindex="-1">Your microphone</h2>
      ${problemView(call)} ${faultView(call)}
      ${
        call.hasMicrophone
          ? html`<p>Say a few words: the bar should move. A headset works best.</p>
            <readyroom-level .decibels=${call.level}></readyroom-level>`
          : nothing
      }
      ${devicesView(call)}
      <p class="quiet">${openingHint(call)}</p>
      <div class="row">
        <button class="main" ?disabled=${!call.hasMicrophone} @click=${() => call.dial()}>Call ${call.customer}</button>
        ${call.canHoldCalls ? html`<button @click=${() => call.dialTyping()}>Practise by typing</button>` : nothing}
      </div>
    </section>
  `;
}

export function ringingView(call: ReadyroomCall) {
  return html`
    <section class="card" aria-labelledby="title">
      <h2 id="title" tabindex="-1">Calling ${call.customer} …</h2>
      <p>${openingHint(call)}</p>
    </section>
  `;
}

export function problemView(call: ReadyroomCall) {
  const problem = call.state.problem;
  if (!problem) return nothing;
  return html`
    <div class="notice" role="alert">
      <p>${problem.text}</p>
      <div class="row">
        ${
          problem.offersTakeOver
            ? html`<button class="main" @click=${() => call.dial(true)}>End that call and begin this one</button>`
            : nothing
        }
        <button @click=${() => call.dismissProblem()}>Close this message</button>
      </div>
    </div>
  `;
}

export function faultView(call: ReadyroomCall) {
  const fault = call.fault;
  if (!fault) return nothing;
  const canRetry = fault.code !== "silent" && fault.code !== "insecure" && fault.code !== "unsupported";
  return html`
    <div class="notice" role="alert" data-fault=${fault.code}>
      <p><strong>${fault.title}.</strong> ${fault.remedy}</p>
      ${canRetry ? html`<button @click=${() => call.tryMicrophone("")}>Try again</button>` : nothing}
    </div>
  `;
}

export function devicesView(call: ReadyroomCall) {
  if (call.devices.length < 2) return nothing;
  const choose = (event: Event) => call.tryMicrophone((event.target as HTMLSelectElement).value);
  return html`
    <p>
      <label for="device">Microphone</label><br />
      <select id="device" @change=${choose}>
        ${call.devices.map(({ id, name }) => html`<option value=${id} ?selected=${id === call.deviceId}>${name}</option>`)}
      </select>
    </p>
  `;
}

function openingHint(call: ReadyroomCall): string {
  return call.opens === "trainee"
    ? `You speak first: when ${call.customer} picks up, say who you are.`
    : `${call.customer} speaks first.`;
}
