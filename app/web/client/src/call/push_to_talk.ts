// Push-to-talk: whether it is on, whether the button is held, and what the server is to be told of it.
import type { Talk } from "../protocol/messages";

export interface PushToTalk {
  isOn: boolean;
  isHeld: boolean;
}

export const OPEN_MICROPHONE: PushToTalk = { isOn: false, isHeld: false };

export function switched(isOn: boolean): PushToTalk {
  return { isOn, isHeld: false };
}

export function held(state: PushToTalk, isHeld: boolean): PushToTalk {
  return state.isOn ? { ...state, isHeld } : state;
}

/** Return what to tell the server when one state follows another; null: nothing changed. */
export function talkMessage(before: PushToTalk, now: PushToTalk): Talk | null {
  const [was, is] = [stateOf(before), stateOf(now)];
  return was === is ? null : { type: "talk", state: is };
}

function stateOf(state: PushToTalk): Talk["state"] {
  if (!state.isOn) return "open";
  return state.isHeld ? "held" : "released";
}
