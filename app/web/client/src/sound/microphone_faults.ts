// What can be wrong with a microphone, in plain words, and what to do about it.

export interface Fault {
  code: "insecure" | "refused" | "absent" | "busy" | "silent" | "gone" | "unsupported" | "unknown";
  title: string;
  /** What the trainee can do. */
  remedy: string;
}

export const FAULTS: Record<Fault["code"], Omit<Fault, "code">> = {
  insecure: {
    title: "This page may not use a microphone",
    remedy:
      "Browsers allow a microphone only on https:// pages and on this computer itself (http://localhost or " +
      "http://127.0.0.1). Open Readyroom at such an address, or ask whoever runs it to switch on https.",
  },
  refused: {
    title: "The microphone was refused",
    remedy:
      "Choose the icon to the left of the page's address, allow the microphone, then choose Try again. " +
      "If it is not listed there, allow the browser to use the microphone in your system's privacy settings.",
  },
  absent: {
    title: "No microphone was found",
    remedy: "Plug in a headset or a microphone, then choose Try again. You can also practise by typing.",
  },
  busy: {
    title: "The microphone is in use",
    remedy: "Another program is using it. Close that program's call, then choose Try again.",
  },
  silent: {
    title: "We hear nothing from your microphone",
    remedy:
      "Say a few words. If the bar does not move: switch off the headset's mute, choose another microphone below, or " +
      "turn up the input level in your system's sound settings.",
  },
  gone: {
    title: "The microphone is gone",
    remedy: "It was unplugged or switched off. Plug it in again, or choose another one.",
  },
  unsupported: {
    title: "This browser cannot hold a call",
    remedy: "Use a current version of Chrome, Edge, Firefox or Safari.",
  },
  unknown: {
    title: "The microphone could not be started",
    remedy: "Choose Try again. If it stays like this, restart the browser, or practise by typing.",
  },
};

const BY_ERROR: Record<string, Fault["code"]> = {
  NotAllowedError: "refused",
  SecurityError: "refused",
  NotFoundError: "absent",
  OverconstrainedError: "absent",
  NotReadableError: "busy",
  AbortError: "busy",
};

export function fault(code: Fault["code"]): Fault {
  return { code, ...FAULTS[code] };
}

/** Return what an error of `getUserMedia` means. */
export function faultOf(error: unknown): Fault {
  const name = error instanceof Error || error instanceof DOMException ? error.name : "";
  return fault(BY_ERROR[name] ?? "unknown");
}

/** Return why this page cannot ask for a microphone at all; null if it can. */
export function faultOfPage(page: {
  isSecureContext: boolean;
  hasMicrophones: boolean;
  hasWorklets: boolean;
}): Fault | null {
  if (!page.isSecureContext) return fault("insecure");
  return page.hasMicrophones && page.hasWorklets ? null : fault("unsupported");
}
