import { useTranslations } from "next-intl";
import { cn } from "@/components/ui/cn";
import { barPitch, countStates, type KeelState } from "./keel-states";

export interface KeelStripProps {
  servers: readonly { state: KeelState; name?: string }[];
  className?: string;
}

/** One bar a server on a level line: healthy stands on it, unhealthy hangs under it, draining is hollow, weight 0 is flat. */
export function KeelStrip({ servers, className }: KeelStripProps) {
  const t = useTranslations("status");
  const pitch = barPitch(servers.length);
  const bar = pitch === 2 ? 1.5 : pitch - (pitch === 8 ? 2 : 1);
  const width = Math.max(servers.length, 1) * pitch + (pitch === 8 ? 2 : 3);
  return (
    <svg
      width={width}
      height={20}
      viewBox={`-2 0 ${width} 20`}
      role="img"
      aria-label={t("serverStates", { ...countStates(servers) })}
      className={cn("inline-block shrink-0 overflow-visible align-middle", className)}
    >
      {servers.map((server, index) => (
        <Bar key={index} state={server.state} x={index * pitch} width={bar} name={server.name} />
      ))}
      <rect x={-2} y={9.5} width={width} height={1} fill="var(--border-strong)" />
    </svg>
  );
}

function Bar({ state, x, width, name }: { state: KeelState; x: number; width: number; name?: string }) {
  const title = name ? <title>{name}</title> : null;
  switch (state) {
    case "healthy":
      return (
        <rect x={x} y={1} width={width} height={8} fill="var(--ok-mark)">
          {title}
        </rect>
      );
    case "unhealthy":
      return (
        <rect x={x} y={11} width={width} height={8} fill="var(--bad-mark)">
          {title}
        </rect>
      );
    case "notChecked":
      return (
        <rect x={x} y={1} width={width} height={8} fill="var(--off-mark)">
          {title}
        </rect>
      );
    case "idle":
      return (
        <rect x={x} y={7} width={width} height={2} fill="var(--off-mark)">
          {title}
        </rect>
      );
    case "draining":
      return (
        <rect
          x={x + 0.65}
          y={1.65}
          width={Math.max(width - 1.3, 0.4)}
          height={6.7}
          fill="none"
          stroke="var(--drain-mark)"
          strokeWidth={width > 3 ? 1.25 : 0.8}
        >
          {title}
        </rect>
      );
  }
}
