// The requests of this page, all to its own server; an error is the server's own sentence.
import type { CallRecord } from "../replay/record";
import type { Retelling } from "../replay/retelling";
import type { ScoringState } from "../replay/scorecard";

export interface Order {
  /** `persona/scenario`. */
  persona: string;
  difficulty: string;
  recorded: boolean;
  seed?: number;
}

export interface Ticket {
  ticket: string;
  /** Seconds. */
  expires_in: number;
  /** Path of the websocket. */
  socket: string;
}

/** The server said no, or nothing. */
export class RefusedError extends Error {
  constructor(
    readonly code: string,
    message: string,
    /** 0: there was no answer. */
    readonly status: number,
  ) {
    super(message);
  }
}

export const api = {
  order: (order: Order) => request<Ticket>("POST", "/api/calls", order),
  orderReturn: (call: string) => request<Ticket>("POST", `/api/calls/${encodeURIComponent(call)}/tickets`),
  record: (call: string) => request<CallRecord>("GET", `/api/calls/${encodeURIComponent(call)}`),
  retelling: (call: string) => request<Retelling>("GET", `/api/calls/${encodeURIComponent(call)}/retelling`),
  scoring: (call: string) => request<ScoringState>("GET", `/api/calls/${encodeURIComponent(call)}/scorecard`),
  erase: (call: string) => request<null>("DELETE", `/api/calls/${encodeURIComponent(call)}`),
};

export type Api = typeof api;

export function recordingAddress(call: string): string {
  return `/api/calls/${encodeURIComponent(call)}/recording`;
}

/** How long one request may take, in milliseconds. */
const DEADLINE = 10_000;

async function request<T>(method: string, path: string, form?: object): Promise<T> {
  const body = form && { body: JSON.stringify(form), headers: { "Content-Type": "application/json" } };
  let answer: Response;
  try {
    answer = await fetch(path, { method, ...body, signal: AbortSignal.timeout(DEADLINE) });
  } catch {
    throw new RefusedError("unreachable", "The server does not answer. Check your connection and try again.", 0);
  }
  if (!answer.ok) throw await refusal(answer);
  return (answer.status === 204 ? null : await answer.json()) as T;
}

async function refusal(answer: Response): Promise<RefusedError> {
  if (answer.status === 401) {
    return new RefusedError("not-signed-in", "You are signed out. Reload the page and sign in again.", 401);
  }
  try {
    const { code, message } = (await answer.json()) as { code?: string; message?: string };
    return new RefusedError(code ?? "unknown", message ?? "The server refused.", answer.status);
  } catch {
    return new RefusedError("unknown", `The server answered ${answer.status}. Try again in a moment.`, answer.status);
  }
}
