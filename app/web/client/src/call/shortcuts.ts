// The keys of a call. They count only while the focus is within the call, and never while something is typed.

export type Action = "mute" | "type" | "push-to-talk" | "hang-up" | "talk";

export interface Shortcut {
  key: string;
  shift: boolean;
  action: Action;
  label: string;
  text: string;
}

export const SHORTCUTS: Shortcut[] = [
  { key: " ", shift: false, action: "talk", label: "Space", text: "hold to talk (with push-to-talk on)" },
  { key: "m", shift: false, action: "mute", label: "M", text: "mute or unmute the microphone" },
  { key: "p", shift: false, action: "push-to-talk", label: "P", text: "push-to-talk on or off" },
  { key: "t", shift: false, action: "type", label: "T", text: "type instead of speaking" },
  { key: "h", shift: true, action: "hang-up", label: "Shift + H", text: "hang up" },
];

export interface Pressed {
  key: string;
  shiftKey: boolean;
  ctrlKey: boolean;
  altKey: boolean;
  metaKey: boolean;
  /** Tag name of what has the focus. */
  target: string;
}

const TYPED_INTO = new Set(["INPUT", "TEXTAREA", "SELECT"]);
/** What the space bar already means something to. */
const PRESSED_BY_SPACE = new Set(["BUTTON", "SUMMARY", "A"]);

export function actionOf(pressed: Pressed): Action | null {
  if (pressed.ctrlKey || pressed.altKey || pressed.metaKey || TYPED_INTO.has(pressed.target)) return null;
  if (pressed.key === " " && PRESSED_BY_SPACE.has(pressed.target)) return null;
  const found = SHORTCUTS.find(({ key, shift }) => key === pressed.key.toLowerCase() && shift === pressed.shiftKey);
  return found?.action ?? null;
}
