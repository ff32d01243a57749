import { cn } from "@/components/ui/cn";

/** The mark and word of public/logo.svg, drawn in place so that they take the theme's colours. */
export function Brand({ className }: { className?: string }) {
  return (
    <span className={cn("inline-flex items-center gap-[9px]", className)}>
      <svg viewBox="0 0 24 24" aria-hidden="true" className="size-5.5 fill-topbar-mark">
        <rect x="1.5" y="6.4" width="21" height="2.5" rx="1.25" />
        <path d="M4 11.4h7.1v8.05A8.05 8.05 0 0 1 4 11.4zM20 11.4h-7.1v8.05A8.05 8.05 0 0 0 20 11.4z" />
      </svg>
      <svg
        viewBox="-1 -4.6 73.8 14"
        role="img"
        aria-label="Evenkeel"
        className="h-[15px] w-auto fill-none stroke-current [stroke-linecap:round] [stroke-linejoin:round] stroke-[1.75]"
      >
        <path d="M0 4.2h8.4a4.2 4.2 0 1 0-1.35 3.1M10.6 .2l3.7 8l3.7-8M20.2 4.2h8.4a4.2 4.2 0 1 0-1.35 3.1M31.4 8.2V.2M31.4 3.7a3.5 3.5 0 0 1 7 0V8.2M41.4 -3.4V8.2M47.2 .2L41.4 5M43.7 3.2L47.6 8.2M49.6 4.2h8.4a4.2 4.2 0 1 0-1.35 3.1M60.4 4.2h8.4a4.2 4.2 0 1 0-1.35 3.1M71.8 -3.4V8.2" />
      </svg>
    </span>
  );
}
