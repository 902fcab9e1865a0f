// Keeps the screen on during a call, and asks before the page is left.

export class Wakefulness {
  private lock: WakeLockSentinel | null = null;
  private isWanted = false;

  begin(): void {
    this.isWanted = true;
    document.addEventListener("visibilitychange", this.renew);
    window.addEventListener("beforeunload", this.warn);
    void this.take();
  }

  end(): void {
    this.isWanted = false;
    document.removeEventListener("visibilitychange", this.renew);
    window.removeEventListener("beforeunload", this.warn);
    void this.lock?.release();
    this.lock = null;
  }

  private readonly warn = (event: BeforeUnloadEvent): void => event.preventDefault();

  /** The browser takes the lock away whenever the page is hidden. */
  private readonly renew = (): void => {
    if (document.visibilityState === "visible") void this.take();
  };

  private async take(): Promise<void> {
    if (!("wakeLock" in navigator)) return;
    try {
      const lock = await navigator.wakeLock.request("screen");
      if (this.isWanted) this.lock = lock;
      else await lock.release();
    } catch {
      return; // refused (low battery, hidden page): the call goes on without it
    }
  }
}
