import { type Candidate, firstThatHolds } from "./candidate";
import type { RequestFacts } from "./facts";

interface Node {
  /** Text from the parent to here. */
  edge: string;
  /** Those of exactly this prefix, in the order of ranks. */
  readonly here: Candidate[];
  /** By the first character code of their edges. */
  readonly children: Map<number, Node>;
}

/** Candidates by a prefix of the path. A look-up walks the path once, however many prefixes there are. */
export class PrefixTree {
  private readonly root: Node = { edge: "", here: [], children: new Map() };

  /** Candidates are added in the order of their ranks. */
  add(prefix: string, candidate: Candidate): void {
    let node = this.root;
    let at = 0;
    while (at < prefix.length) {
      const code = prefix.charCodeAt(at);
      let child = node.children.get(code);
      if (child === undefined) {
        child = { edge: prefix.slice(at), here: [], children: new Map() };
        node.children.set(code, child);
      }
      const shared = commonLength(child.edge, prefix, at);
      node = shared === child.edge.length ? child : split(node, child, shared);
      at += shared;
    }
    node.here.push(candidate);
  }

  /** Lowest rank below `limit` of a candidate whose prefix the path has and whose rest holds; `limit`: none. */
  find(facts: RequestFacts, limit: number): number {
    const { path } = facts;
    let best = limit;
    let node = this.root;
    let at = 0;
    for (;;) {
      best = firstThatHolds(node.here, facts, best);
      const child = at < path.length ? node.children.get(path.charCodeAt(at)) : undefined;
      if (child === undefined || !path.startsWith(child.edge, at)) return best;
      at += child.edge.length;
      node = child;
    }
  }
}

function commonLength(edge: string, prefix: string, at: number): number {
  let i = 0;
  while (i < edge.length && at + i < prefix.length && edge.charCodeAt(i) === prefix.charCodeAt(at + i)) i += 1;
  return i;
}

/** Puts a node between `parent` and `child`, after the first `length` characters of the edge. */
function split(parent: Node, child: Node, length: number): Node {
  const middle: Node = { edge: child.edge.slice(0, length), here: [], children: new Map() };
  parent.children.set(child.edge.charCodeAt(0), middle);
  child.edge = child.edge.slice(length);
  middle.children.set(child.edge.charCodeAt(0), child);
  return middle;
}
