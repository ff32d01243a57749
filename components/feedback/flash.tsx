"use client";

import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from "react";

export interface Flash {
  id: string;
  tone: "ok" | "warn" | "bad" | "busy";
  title: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
}

interface FlashBox {
  flashes: readonly Flash[];
  /** One with the same id replaces the older one, so that a long operation keeps one line. */
  show: (flash: Flash) => void;
  dismiss: (id: string) => void;
}

const Context = createContext<FlashBox | null>(null);

export function FlashProvider({ children }: { children: ReactNode }) {
  const [flashes, setFlashes] = useState<readonly Flash[]>([]);
  const dismiss = useCallback((id: string) => setFlashes((old) => old.filter((flash) => flash.id !== id)), []);
  const show = useCallback(
    (flash: Flash) =>
      setFlashes((old) =>
        old.some(({ id }) => id === flash.id)
          ? old.map((other) => (other.id === flash.id ? flash : other))
          : [...old, flash],
      ),
    [],
  );
  const box = useMemo(() => ({ flashes, show, dismiss }), [flashes, show, dismiss]);
  return <Context value={box}>{children}</Context>;
}

export function useFlash(): FlashBox {
  const box = useContext(Context);
  if (!box) throw new Error("useFlash needs a FlashProvider above it");
  return box;
}
