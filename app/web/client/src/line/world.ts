// The real world of a line: the browser's WebSocket, clock and chance.
import { api } from "./api";
import type { World } from "./line";

export const browserWorld: World = {
  open: (path) => new WebSocket(new URL(path, location.href.replace(/^http/, "ws"))),
  orderReturn: api.orderReturn,
  wait: (seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1000)),
  later: (seconds, act) => void setTimeout(act, seconds * 1000),
  now: () => performance.now() / 1000,
  chance: Math.random,
};
