// A typed event: one place fires it, many listen.
import type { Disposable } from './disposable';

/** Subscribes a listener until the answer is disposed. */
export type Event<T> = (listener: (value: T) => void) => Disposable;

/** The firing side of an event. */
export class Emitter<T> implements Disposable {
  private readonly listeners = new Set<(value: T) => void>();

  readonly event: Event<T> = (listener) => {
    this.listeners.add(listener);
    return { dispose: () => this.listeners.delete(listener) };
  };

  /** Calls every listener that was there when the call began. */
  fire(value: T): void {
    for (const listener of [...this.listeners]) listener(value);
  }

  /** Forgets all listeners. */
  dispose(): void {
    this.listeners.clear();
  }
}
