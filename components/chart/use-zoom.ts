import { useState } from "react";

/** What the drawing library says of the pointer. */
interface Pointed {
  activeLabel?: string | number;
}

interface Span {
  from: number;
  to: number;
}

const noHandlers = {};

/** A span that is dragged over the time axis; let go of, it is zoomed to. */
export function useZoom(onZoom: ((from: number, to: number) => void) | undefined) {
  const [span, setSpan] = useState<Span>();
  if (onZoom === undefined) return { span: undefined, handlers: noHandlers };
  const at = ({ activeLabel }: Pointed) => (activeLabel === undefined ? undefined : Number(activeLabel));
  return {
    span: span !== undefined && span.from !== span.to ? span : undefined,
    handlers: {
      onMouseDown: (pointed: Pointed) => {
        const from = at(pointed);
        setSpan(from === undefined ? undefined : { from, to: from });
      },
      onMouseMove: (pointed: Pointed) => {
        const to = at(pointed);
        if (span !== undefined && to !== undefined) setSpan({ ...span, to });
      },
      onMouseUp: () => {
        if (span !== undefined && span.from !== span.to) {
          onZoom(Math.min(span.from, span.to), Math.max(span.from, span.to));
        }
        setSpan(undefined);
      },
      onMouseLeave: () => setSpan(undefined),
    },
  };
}
