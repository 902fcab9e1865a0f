// One call's line to the server: numbered messages, audio frames, and coming back when the connection drops.
import { type AudioFrame, pack, unpack } from "../protocol/frames";
import {
  type ClientMessage,
  type ErrorTold,
  PROTOCOL_VERSION,
  type ServerMessage,
  type Started,
  read,
} from "../protocol/messages";
import { RefusedError, type Ticket } from "./api";
import { Outbox, mustArrive } from "./outbox";
import { CALL_WAITS, nextPause } from "./reconnect";

/** What a line needs of a WebSocket. */
export interface Socket {
  binaryType: string;
  readonly readyState: number;
  /** Bytes that were sent and have not left. */
  readonly bufferedAmount: number;
  onopen: ((event: Event) => void) | null;
  onmessage: ((event: MessageEvent) => void) | null;
  onclose: ((event: CloseEvent) => void) | null;
  send(data: string | ArrayBuffer): void;
  close(): void;
}

export interface World {
  /** Open a socket at a path of the server. */
  open(path: string): Socket;
  /** Order a ticket to come back to a call; throws `RefusedError`. */
  orderReturn(call: string): Promise<Ticket>;
  /** Wait so many seconds. */
  wait(seconds: number): Promise<void>;
  /** Do something in so many seconds. */
  later(seconds: number, act: () => void): void;
  /** Seconds, from anywhere. */
  now(): number;
  chance(): number;
}

export interface LineListener {
  message(message: ServerMessage): void;
  audio(frame: AudioFrame): void;
  /** The connection dropped; the line is trying to come back. */
  dropped(): void;
  /** The line is closed for good. `error`: what the server said last, if it was fatal. */
  closed(error: ErrorTold | null): void;
}

const OPEN = 1;
/** Sound that may wait to be sent before the connection counts as dead, in bytes: 3 s. */
const MOST_WAITING = 96_000;
/** How long the server may take to begin a call, in seconds; taking over, it first files the other one. */
const ANSWER_DEADLINE = 15;
/** How long it may take to go on with one, in seconds: there is time for another try. */
const RETURN_DEADLINE = 5;

export class Line {
  private socket: Socket | null = null;
  private isAnswered = false;
  private call: string | null = null;
  private seq = 0;
  private lastSeq = 0;
  private isOver = false;
  private failure: ErrorTold | null = null;
  private droppedAt: number | null = null;
  private attempt = 0;
  private callWaits = CALL_WAITS;
  private readonly outbox = new Outbox();

  constructor(
    private readonly world: World,
    private readonly listener: LineListener,
  ) {}

  /** Open the line with a fresh ticket. */
  dial(ticket: Ticket, takeOver: boolean): void {
    this.connect(ticket, takeOver ? { take_over: true } : {}, ANSWER_DEADLINE);
  }

  /** Tell the server; while the line is down, what must arrive waits until it is back, and the rest is dropped. */
  tell(message: ClientMessage): void {
    if (!this.isUp && !mustArrive(message)) return;
    const numbered = { ...message, seq: ++this.seq };
    if (mustArrive(numbered)) this.outbox.keep(numbered);
    if (this.isUp) this.send(numbered);
  }

  /** Typed turns that the server is not known to have heard. */
  get typedOnTheWay(): string[] {
    return this.outbox.typed;
  }

  /** Send sound; while the line is down it is dropped, and the server hears silence. */
  sendAudio(frame: AudioFrame): void {
    if (this.socket?.readyState !== OPEN || !this.isAnswered) return;
    if (this.socket.bufferedAmount > MOST_WAITING) this.abandon(this.socket);
    else this.socket.send(pack(frame));
  }

  /** Leave without a word. */
  close(): void {
    this.isOver = true;
    this.socket?.close();
  }

  /** The server has said that the call is on, over this very socket. */
  private get isUp(): boolean {
    return this.isAnswered && this.socket?.readyState === OPEN;
  }

  private send(message: ClientMessage): void {
    this.socket?.send(JSON.stringify(message));
  }

  private connect(ticket: Ticket, extra: object, deadline: number): void {
    const socket = this.world.open(ticket.socket);
    socket.binaryType = "arraybuffer";
    socket.onopen = () => {
      this.send({ type: "hello", version: PROTOCOL_VERSION, ticket: ticket.ticket, ...extra, seq: ++this.seq });
    };
    socket.onmessage = ({ data }) => this.take(data);
    socket.onclose = () => this.onClose(socket);
    this.socket = socket;
    this.isAnswered = false;
    this.world.later(deadline, () => {
      if (this.socket === socket && !this.isAnswered) this.abandon(socket);
    });
  }

  private take(data: unknown): void {
    if (data instanceof ArrayBuffer) {
      this.listener.audio(unpack(data));
      return;
    }
    const message = read(String(data));
    if (!message || (message.seq && message.seq <= this.lastSeq)) return;
    this.lastSeq = message.seq || this.lastSeq;
    this.outbox.take(message);
    if (message.type === "started") this.begin(message);
    if (message.type === "ended") this.isOver = true;
    if (message.type === "error" && message.fatal) this.failure = message;
    this.listener.message(message);
  }

  /** What waits is told before anything newer, for a number below the last is not heard. */
  private begin(started: Started): void {
    this.call = started.call;
    this.callWaits = started.grace ?? CALL_WAITS;
    this.isAnswered = true;
    this.droppedAt = null;
    this.attempt = 0;
    for (const message of this.outbox.messages) this.send(message);
  }

  /** A socket that nothing leaves any more: do not wait for the network to notice. */
  private abandon(socket: Socket): void {
    socket.onclose = null;
    socket.onmessage = null;
    socket.close();
    this.onClose(socket);
  }

  private onClose(socket: Socket): void {
    if (socket !== this.socket) return;
    this.socket = null;
    if (this.isOver || this.call === null || this.failure !== null) {
      this.isOver = true;
      this.listener.closed(this.failure);
      return;
    }
    if (this.droppedAt === null) {
      this.droppedAt = this.world.now();
      this.listener.dropped();
    }
    void this.comeBack(this.call);
  }

  private async comeBack(call: string): Promise<void> {
    const since = this.world.now() - (this.droppedAt ?? this.world.now());
    const pause = nextPause(this.attempt++, since, this.callWaits, this.world.chance());
    if (pause === null) return this.giveUp(null);
    await this.world.wait(pause);
    if (this.isOver) return;
    try {
      const ticket = await this.world.orderReturn(call);
      if (!this.isOver) this.connect(ticket, { resume: { call, last_seq: this.lastSeq } }, RETURN_DEADLINE);
    } catch (error) {
      const isFinal = error instanceof RefusedError && [401, 403, 404].includes(error.status);
      if (isFinal) this.giveUp(null);
      else void this.comeBack(call);
    }
  }

  private giveUp(failure: ErrorTold | null): void {
    this.isOver = true;
    this.listener.closed(failure);
  }
}
