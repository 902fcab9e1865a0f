// What this page is allowed to do with sound.

export function thisPage() {
  return {
    isSecureContext: window.isSecureContext,
    hasMicrophones: navigator.mediaDevices !== undefined,
    hasWorklets: typeof AudioWorkletNode !== "undefined",
  };
}
