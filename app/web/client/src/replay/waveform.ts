// The recording as a waveform of two channels, drawn by wavesurfer.js under a policy that forbids inline styles.
import WaveSurfer from "wavesurfer.js";

export interface Waveform {
  /** Play from a moment, in seconds. */
  playFrom(seconds: number): void;
  toggle(): void;
  destroy(): void;
}

export interface WaveformListener {
  at(seconds: number): void;
  playing(isPlaying: boolean): void;
  ready(duration: number): void;
  failed(): void;
}

/** Draw the recording at an address into an element. */
export function drawWaveform(parent: HTMLElement, address: string, listener: WaveformListener): Waveform {
  const stage = document.createElement("div");
  const channel = (name: string) => ({
    waveColor: colour(parent, `--${name}-soft`),
    progressColor: colour(parent, `--${name}`),
  });
  const surfer = WaveSurfer.create({
    container: stage,
    height: 56,
    barWidth: 2,
    barGap: 1,
    cursorWidth: 2,
    cursorColor: colour(parent, "--ink"),
    dragToSeek: true,
    normalize: true,
    splitChannels: [channel("trainee"), channel("customer")],
  });
  adoptStyles(stage);
  parent.append(stage);
  surfer.on("timeupdate", (seconds) => listener.at(seconds));
  surfer.on("play", () => listener.playing(true));
  surfer.on("pause", () => listener.playing(false));
  surfer.on("ready", (duration) => listener.ready(duration));
  surfer.load(address).catch(() => listener.failed());
  return {
    playFrom: (seconds) => {
      surfer.setTime(seconds);
      void surfer.play();
    },
    toggle: () => void surfer.playPause(),
    destroy: () => surfer.destroy(),
  };
}

/** wavesurfer.js writes a <style> into its shadow root, which the policy would refuse: adopt it as a sheet instead.
 *
 * It must happen before the stage is part of the page, because that is when a browser looks at the <style>.
 */
function adoptStyles(stage: HTMLElement): void {
  const root = stage.firstElementChild?.shadowRoot;
  for (const style of root?.querySelectorAll("style") ?? []) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(style.textContent ?? "");
    root?.adoptedStyleSheets.push(sheet);
    style.remove();
  }
}

/** Return a colour of the page as a canvas understands it. */
function colour(parent: HTMLElement, name: string): string {
  const probe = document.createElement("span");
  probe.style.color = `var(${name})`;
  parent.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}
