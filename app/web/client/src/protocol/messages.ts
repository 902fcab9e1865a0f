// The JSON messages of the call protocol, version 1 (docs/PROTOCOL.md), both directions.

export const PROTOCOL_VERSION = 1;
/** Longest typed turn, in characters. */
export const MAX_TYPED = 2_000;

export type Side = "trainee" | "customer";
export type Floor = "open" | "trainee" | "paused" | "thinking" | "customer" | "contested" | "away" | "closed";

interface Numbered {
  /** Grows by one with each JSON message of one direction; 0 or absent: not numbered. */
  seq?: number;
}

// ---- client to server

export interface Resume {
  call: string;
  /** The last server message that was handled. */
  last_seq: number;
}
export interface Hello extends Numbered {
  type: "hello";
  version: number;
  ticket: string;
  resume?: Resume;
  take_over?: boolean;
}
/** `samples` of a reply were played when the capture clock stood `at`. */
export interface Heard extends Numbered {
  type: "heard" | "flushed";
  reply: number;
  samples: number;
  at: number;
}
export interface Say extends Numbered {
  type: "say";
  text: string;
}
export interface Talk extends Numbered {
  type: "talk";
  state: "held" | "released" | "open";
}
export interface HangUp extends Numbered {
  type: "hang_up";
}
export type ClientMessage = Hello | Heard | Say | Talk | HangUp;

// ---- server to client

export interface Started extends Numbered {
  type: "started";
  call: string;
  customer: string;
  capture_rate: number;
  /** Samples per second of every stream that will come. */
  rate: number;
  frame: number;
  recorded: boolean;
  resumed: boolean;
  /** How long a dropped call waits, in seconds; an older server does not say. */
  grace?: number;
  parts: Record<string, string>;
}
export interface Caption extends Numbered {
  type: "caption";
  side: Side;
  /** Number of the utterance (trainee) or of the reply (customer). */
  line: number;
  text: string;
  final: boolean;
}
export interface FloorChanged extends Numbered {
  type: "floor";
  floor: Floor;
}
export interface Play extends Numbered {
  type: "play";
  stream: number;
  samples?: number;
}
export interface PlaybackOrder extends Numbered {
  type: "duck" | "pause" | "resume" | "flush";
  reply: number;
}
export interface MurmurPlayed extends Numbered {
  type: "murmur";
  stream: number;
  text: string;
}
export interface ErrorTold extends Numbered {
  type: "error";
  code: string;
  message: string;
  fatal?: boolean;
  offer?: "take_over";
}
export interface Ended extends Numbered {
  type: "ended";
  call: string;
  by: string;
}
export type ServerMessage = Started | Caption | FloorChanged | Play | PlaybackOrder | MurmurPlayed | ErrorTold | Ended;

const KNOWN = new Set([
  "started",
  "caption",
  "floor",
  "play",
  "duck",
  "pause",
  "resume",
  "flush",
  "murmur",
  "error",
  "ended",
]);

/** Return the message in a text frame; null for one that this page does not know (a newer server's). */
export function read(text: string): ServerMessage | null {
  const message: unknown = JSON.parse(text);
  const type = typeof message === "object" && message !== null && "type" in message ? message.type : null;
  return typeof type === "string" && KNOWN.has(type) ? (message as ServerMessage) : null;
}
