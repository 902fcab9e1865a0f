// The transcript: each turn with the customer's mind beside it, in step with the recording.
import { html, nothing } from "lit";
import { clock } from "../call/formatting";
import { speaker } from "../call/captions";
import type { ReadyroomReplay } from "./component";
import { type SpokenTurn, seconds } from "./record";
import { MOODS, type RetoldStep, type RetoldTurn, deedText, readingText, wordingText } from "./retelling";
import { type Moment, inOrder, unheard } from "./track";

export function transcriptView(replay: ReadyroomReplay) {
  const record = replay.record;
  if (!record) return nothing;
  if (record.turns.length === 0) return html`<p class="quiet">Nothing was said in this call.</p>`;
  return html`
    <ol class="turns">
      ${inOrder(record.turns).map((turn) => turnView(replay, turn, replay.retelling[turn.number]))}
    </ol>
  `;
}

function turnView(replay: ReadyroomReplay, turn: SpokenTurn, told: RetoldTurn | undefined) {
  const { moment } = replay;
  const isCurrent = moment.turn === turn.number;
  return html`
    <li class="turn ${turn.side} ${isCurrent ? "current" : ""}" id="turn-${turn.number}" aria-current=${isCurrent ? "true" : nothing}>
      <div class="row head">
        <strong>${speaker(turn.side, replay.customerName)}</strong>
        ${listenView(replay, turn)} ${tagsView(turn)}
      </div>
      <p class="words">${wordsView(turn, isCurrent ? moment : null)}${cutView(turn)}</p>
      ${told ? toldView(told, replay.customerName) : nothing}
    </li>
  `;
}

function toldView(told: RetoldTurn, customer: string) {
  const asides = [wordingText(told), readingText(told)].filter(Boolean);
  return html`
    ${told.marks.map(({ kind, text }) => html`<p class="event ${kind}">${text}</p>`)}
    ${asides.map((text) => html`<p class="aside">${text}</p>`)}
    ${told.steps.map((step) => stepView(step, customer))}
  `;
}

function listenView(replay: ReadyroomReplay, turn: SpokenTurn) {
  const time = clock(seconds(turn.start));
  if (!replay.canListen) return html`<span class="quiet">${time}</span>`;
  const whose = turn.side === "trainee" ? "your turn" : "the customer's turn";
  return html`<button class="listen" aria-label="Hear ${whose} at ${time}" @click=${() => replay.listen(turn.start)}>▶ ${time}</button>`;
}

function tagsView(turn: SpokenTurn) {
  return html`
    ${turn.is_typed ? html`<span class="tag">typed</span>` : nothing}
    ${turn.is_backchannel ? html`<span class="tag">listening aloud</span>` : nothing}
    ${turn.cut ? html`<span class="tag cut">interrupted</span>` : nothing}
  `;
}

function wordsView(turn: SpokenTurn, moment: Moment | null) {
  if (turn.words.length === 0) return turn.heard;
  return turn.words.map((word, index) => {
    const isNow = moment?.word === index;
    return html`<span class=${isNow ? "now" : "word"}>${word.text}</span> `;
  });
}

function cutView(turn: SpokenTurn) {
  const rest = unheard(turn);
  if (!turn.cut) return nothing;
  return html`<span class="cut-mark"> — cut off here</span>${
    rest ? html`<span class="unheard"><span class="quiet">, not heard:</span> <s>${rest}</s></span>` : nothing
  }`;
}

function stepView(step: RetoldStep, customer: string) {
  const { values, changes } = step.mood;
  const deed = deedText(step, customer);
  return html`
    <details class="mind">
      <summary>
        ${MOODS.map((mood) => html`<span class="mood">${mood} <b>${values[mood]}</b>${changeView(changes[mood])}</span> `)}
      </summary>
      ${deed ? html`<p>${deed}</p>` : nothing}
      ${step.reasons.length ? html`<ul>${step.reasons.map((reason) => html`<li>${reason}</li>`)}</ul>` : nothing}
    </details>
  `;
}

function changeView(change: number) {
  if (change === 0) return nothing;
  return html` <span class="change">(${change > 0 ? "+" : "−"}${Math.abs(change)})</span>`;
}
