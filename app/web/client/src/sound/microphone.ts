// The microphone as the browser gives it: asked for, chosen, and watched.
import { type Fault, fault, faultOf, faultOfPage } from "./microphone_faults";
import { thisPage } from "./this_page";

export interface Device {
  id: string;
  name: string;
}

/** An open microphone. */
export interface Microphone {
  stream: MediaStream;
  deviceId: string;
}

/** Ask for a microphone; throws a `MicrophoneError`. `deviceId`: empty for the browser's choice. */
export async function openMicrophone(deviceId: string, onGone: () => void): Promise<Microphone> {
  const broken = faultOfPage(thisPage());
  if (broken) throw new MicrophoneError(broken);
  const wanted = deviceId ? { deviceId: { exact: deviceId } } : {};
  const audio = { ...wanted, channelCount: 1, echoCancellation: true, noiseSuppression: true, autoGainControl: true };
  try {
    const stream = await navigator.mediaDevices.getUserMedia({ audio });
    const track = stream.getAudioTracks()[0];
    if (!track) throw new MicrophoneError(fault("absent"));
    track.addEventListener("ended", onGone);
    return { stream, deviceId: track.getSettings().deviceId ?? "" };
  } catch (error) {
    throw error instanceof MicrophoneError ? error : new MicrophoneError(faultOf(error));
  }
}

export function closeMicrophone(microphone: Microphone | null): void {
  for (const track of microphone?.stream.getTracks() ?? []) track.stop();
}

/** Return the microphones to choose from; their names are known once one was allowed. */
export async function microphones(): Promise<Device[]> {
  const all = await navigator.mediaDevices.enumerateDevices();
  const inputs = all.filter((each) => each.kind === "audioinput" && each.deviceId !== "");
  return inputs.map((each, index) => ({ id: each.deviceId, name: each.label || `Microphone ${index + 1}` }));
}

export class MicrophoneError extends Error {
  constructor(readonly fault: Fault) {
    super(fault.title);
  }
}
