/** A connection as an element of a list: the links are its own, so that nothing is allocated for them. */
export interface Listed<C> {
  next: C | null;
  previous: C | null;
}

/** The open connections of a listener, newest first. */
export class ConnectionList<C extends Listed<C>> {
  private first: C | null = null;

  get isEmpty(): boolean {
    return this.first === null;
  }

  add(connection: C): void {
    connection.next = this.first;
    if (this.first !== null) this.first.previous = connection;
    this.first = connection;
  }

  remove(connection: C): void {
    const { next, previous } = connection;
    if (previous === null) this.first = next;
    else previous.next = next;
    if (next !== null) next.previous = previous;
    connection.next = null;
    connection.previous = null;
  }

  /** Visits each; the one that is visited may be removed meanwhile. */
  each(visit: (connection: C) => void): void {
    for (let connection = this.first; connection !== null; ) {
      const { next } = connection;
      visit(connection);
      connection = next;
    }
  }

  /** Ends those that match, each of which takes itself out of the list; gives how many those were. */
  end(matches: (connection: C) => boolean, end: (connection: C) => void): number {
    let ended = 0;
    this.each((connection) => {
      if (!matches(connection)) return;
      ended += 1;
      end(connection);
    });
    return ended;
  }
}
