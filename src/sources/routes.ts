/**
 * The places that let a request wait until its time limit and never answered anything: a further request to one would
 * wait as long for nothing. One object serves one run, so that a later run asks again.
 */
export class Routes {
  readonly #answered = new Set<string>();
  readonly #silent = new Set<string>();

  answered(place: string): void {
    this.#answered.add(place);
    this.#silent.delete(place);
  }

  timedOut(place: string): void {
    if (!this.#answered.has(place)) this.#silent.add(place);
  }

  isSilent(place: string): boolean {
    return this.#silent.has(place);
  }
}
